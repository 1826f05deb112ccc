"""`Health`: the probes of a container on a port of its own."""

from collections.abc import Mapping
from typing import Any

import eventlet
import eventlet.wsgi
from nameko.extensions import DependencyProvider

from shared.probes import Check, probes

from .consuming import Consuming

LOOPBACK = "127.0.0.1"


class Health(DependencyProvider):  # type: ignore[misc]
    """Listens on the configured `HTTP_HOST` (loopback) and `HTTP_PORT`; without a port, not at all.

    Ready means: connected to the broker, not draining, and every check in `HEALTH_CHECKS` holds.
    """

    def __init__(self) -> None:
        self._server: Any = None
        self.port: int | None = None

    def start(self) -> None:
        config = self.container.config
        if not config.get("HTTP_PORT"):
            return
        listener = eventlet.listen((config.get("HTTP_HOST") or LOOPBACK, int(config["HTTP_PORT"])))
        self.port = listener.getsockname()[1]
        application = probes(self._checks())
        self._server = eventlet.spawn(
            eventlet.wsgi.server, listener, application, log_output=False, keepalive=False
        )

    def stop(self) -> None:
        if self._server is not None:
            self._server.kill()

    kill = stop

    def _checks(self) -> Mapping[str, Check]:
        own: dict[str, Check] = {
            "bus": lambda: all(one.connected for one in self._connections()),
            "serving": lambda: not any(one.draining for one in self._connections()),
        }
        return {**own, **self.container.config.get("HEALTH_CHECKS", {})}

    def _connections(self) -> list[Consuming]:
        shared = self.container.shared_extensions.values()
        return [one for one in shared if isinstance(one, Consuming)]
