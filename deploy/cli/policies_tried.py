"""A document that is not in force yet, put to every service that can say what it would change."""

from collections.abc import Callable, Iterator
from typing import Any

from shared.calling import Caller

ASKED = ("profiles", "matching", "sessions")


def tried(
    caller: Caller, document: dict[str, Any], at: str | None, say: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    """Everybody and everything that would stand otherwise, service by service, in pages."""
    for service in ASKED:
        after: str | None = ""
        while after is not None:
            say(f"asking {service}" + (f", behind {after}" if after else ""))
            page = caller.call(service, "standing_under", document, at, after)
            yield from ({"service": service, **one} for one in page["changes"])
            after = page["next"]
