"""The hand that publishes: the log is the outbox, and nothing else ever speaks on the bus."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from shared import metrics
from shared.envelope import Envelope
from shared.messages import Event
from shared.publishing import Outgoing
from shared.recording import Recorder
from shared.store import Store, Stored
from shared.wire import cloud_event

from .hands import Follower

SAID = "SELECT type, ordinal, position, exchange FROM es.said"
SAY = """
INSERT INTO es.said AS mine (type, exchange, ordinal, position) VALUES (%s, %s, %s, %s)
ON CONFLICT (type) DO UPDATE SET ordinal = excluded.ordinal, position = excluded.position
 WHERE mine.position < excluded.position
"""


class Publisher(Protocol):
    """Publishes a batch and returns when the broker has confirmed all of it, or raises."""

    def publish_batch(self, messages: Iterable[Outgoing]) -> None: ...

    def idle(self, seconds: float) -> None: ...


@dataclass
class Count:
    """How many events of a type were said, and where the last one stands."""

    exchange: str
    ordinal: int = 0
    position: int = -1


class Relay(Follower):
    """Publishes in the order of the log. A crash before the checkpoint repeats, never loses."""

    def __init__(
        self,
        store: Store,
        recorder: Recorder,
        publisher: Publisher,
        records: Mapping[str, type[Event]],
    ) -> None:
        super().__init__("relay", store)
        self.recorder, self.publisher = recorder, publisher
        spoken = {name: one for name, one in records.items() if one.published}
        self.exchanges = {name: one.exchange or recorder.service for name, one in spoken.items()}
        self.types = tuple(sorted(spoken))

    def take(self, rows: list[Stored], upto: int) -> None:
        counts = self.counts() if rows else {}
        messages = [self.message(self.recorder.open(row), counts) for row in rows]
        if messages:
            self.publish(rows, messages)
        with self.store.transaction() as cursor:
            for name, count in counts.items():
                cursor.execute(SAY, (name, count.exchange, count.ordinal, count.position))
            self.keep(cursor, upto)

    def publish(self, rows: list[Stored], messages: list[Outgoing]) -> None:
        lag = metrics.RELAY_SECONDS.labels(self.recorder.service)
        lag.set(time.time() - rows[0].recorded_us / 1_000_000)
        self.publisher.publish_batch(messages)
        lag.set(0)
        for exchange, count in Counter(one.exchange for one in messages).items():
            metrics.PUBLISHED.labels(self.recorder.service, exchange).inc(count)

    def counts(self) -> dict[str, Count]:
        """What was said so far, by type; kept anew when a batch is confirmed."""
        with self.store.transaction() as cursor:
            cursor.execute(SAID)
            return {row[0]: Count(row[3], row[1], row[2]) for row in cursor.fetchall()}

    def message(self, told: Envelope[Any], counts: dict[str, Count]) -> Outgoing:
        """One event as it goes out, counted."""
        name = type(told.data).__name__
        exchange = self.exchanges[name]
        before = [one.position for one in counts.values() if one.exchange == exchange]
        count = counts.setdefault(name, Count(exchange))
        count.ordinal, count.position = count.ordinal + 1, told.position or 0
        body = cloud_event(told, count.ordinal, max(before, default=None))
        return Outgoing(
            exchange=f"{exchange}.events",
            routing_key=name,
            body=orjson.dumps(body),
            message_id=str(told.id),
            type=name,
            app_id=self.recorder.service if not told.data.exchange else exchange,
            timestamp=int(told.recorded_at.timestamp()),
            correlation_id=body.get("correlationid", str(told.id)),
        )
