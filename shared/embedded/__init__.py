"""A broker inside the process, spoken to through kombu as `embedded://<name>`."""

from kombu.transport import TRANSPORT_ALIASES

from .transport import Transport

__all__ = ["Transport", "register"]


def register() -> None:
    """Teach kombu the `embedded://` scheme; calling it again changes nothing."""
    TRANSPORT_ALIASES["embedded"] = "shared.embedded:Transport"


register()
