"""The relay's publisher over kombu: one confirm a message; what `embedded://` takes."""

import time
from collections.abc import Iterable

from shared.envelope import CONTENT_TYPE

from .confirmed import Confirmed
from .outgoing import Outgoing


class KombuPublisher:
    """Publishes a batch in order, waiting for each; same promises as `PikaPublisher`."""

    def __init__(self, uri: str, *, patience: float = 10.0) -> None:
        self._confirmed = Confirmed(uri, patience=patience)

    def publish_batch(self, messages: Iterable[Outgoing]) -> None:
        """Return when every message is confirmed; raises NotPublished."""
        for message in messages:
            self._confirmed.declare_topic(message.exchange)
            self._publish(message)
        time.sleep(0)  # in one process with its listeners, let them have a turn

    def idle(self, seconds: float) -> None:
        """Do nothing for so long."""
        time.sleep(seconds)

    def close(self) -> None:
        """Drop the connection; publishing again makes a new one."""
        self._confirmed.close()

    def _publish(self, message: Outgoing) -> None:
        self._confirmed.put(
            message.exchange,
            message.routing_key,
            message.body,
            content_type=CONTENT_TYPE,
            content_encoding="utf-8",
            message_id=message.message_id,
            type=message.type,
            app_id=message.app_id,
            timestamp=message.timestamp,
            correlation_id=message.correlation_id,
        )
