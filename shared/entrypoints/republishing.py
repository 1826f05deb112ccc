"""The way back to the broker for a message that was heard in vain."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import eventlet
from eventlet.semaphore import Semaphore
from nameko.extensions import SharedExtension

from shared.publishing import Confirmed, NotPublished

PATIENCE = 5.0
# Kept through the ladder; the broker's own notes about earlier queues are not.
_KEPT = ("message_id", "type", "app_id", "timestamp", "correlation_id", "reply_to")


class Republishing(SharedExtension):  # type: ignore[misc]
    """The container's own confirmed way back to the broker, one message at a time."""

    def setup(self) -> None:
        config = self.container.config
        ssl = config.get("AMQP_SSL") or False
        self._confirmed = Confirmed(config["AMQP_URI"], patience=PATIENCE, ssl=ssl)
        self._turn = Semaphore()

    def stop(self) -> None:
        self._confirmed.close()

    def put(self, exchange: str, routing_key: str, message: Any, headers: dict[str, Any]) -> None:
        """Publish a copy of a received message; raises NotPublished."""
        properties = {name: message.properties.get(name) for name in _KEPT}
        with self._turn, self._in_time():
            self._confirmed.put(
                exchange,
                routing_key,
                message.body,
                headers=headers,
                content_type=message.content_type or "application/octet-stream",
                content_encoding=message.content_encoding or "binary",
                mandatory=True,
                **{name: value for name, value in properties.items() if value is not None},
            )

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        # A blocked broker stops reading, and then no time-out of the library helps.
        try:
            with eventlet.Timeout(2 * PATIENCE, NotPublished("no confirm in time")):
                yield
        except NotPublished:
            self._confirmed.close()
            raise
