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
INSERT INTO es.said AS mine (type, exchange, ordinal, position)
SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[])
ON CONFLICT (type) DO UPDATE SET ordinal = excluded.ordinal, position = excluded.position
 WHERE mine.position < excluded.position
"""


class Publisher(Protocol):
    """Publishes a batch and returns when the broker has confirmed all of it, or raises."""

    def publish_batch(self, messages: Iterable[Outgoing]) -> None: ...

    def idle(self, seconds: float) -> None: ...


@dataclass
class Said:
    """What was published: how many events of each type, and where each type's last one stands."""

    ordinals: dict[str, int]
    positions: dict[str, int]
    latest: dict[str, int]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, int, str]]) -> "Said":
        """As the rows of es.said have it; `latest` is by exchange."""
        said = cls({}, {}, {})
        for name, ordinal, position, exchange in rows:
            said.ordinals[name], said.positions[name] = ordinal, position
            said.latest[exchange] = max(position, said.latest.get(exchange, -1))
        return said

    def count(self, name: str, exchange: str, position: int) -> tuple[int, int | None]:
        """Take down one more: its ordinal, and where the one before it on its exchange stands."""
        before = self.latest.get(exchange)
        self.ordinals[name] = self.ordinals.get(name, 0) + 1
        self.positions[name] = self.latest[exchange] = position
        return self.ordinals[name], before


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
        self.said: Said | None = None

    def forget(self) -> None:
        super().forget()
        self.said = None

    def take(self, rows: list[Stored], upto: int) -> None:
        # What was counted for a batch that failed is not true: only a kept batch is remembered.
        said, self.said = self.said or self.said_so_far(), None
        if rows:
            self.publish(rows, said)
        self.keep_said(said, {row.type for row in rows}, upto)
        self.said = said

    def publish(self, rows: list[Stored], said: Said) -> None:
        lag = metrics.RELAY_SECONDS.labels(self.recorder.service)
        lag.set(time.time() - rows[0].recorded_us / 1_000_000)
        told = self.recorder.open_each(rows)
        # Made while the broker is busy with those before.
        self.publisher.publish_batch(self.message(one, said) for one in told)
        lag.set(0)
        for exchange, count in Counter(self.exchanges[row.type] for row in rows).items():
            metrics.PUBLISHED.labels(self.recorder.service, f"{exchange}.events").inc(count)

    def said_so_far(self) -> Said:
        with self.store.transaction() as cursor:
            cursor.execute(SAID)
            return Said.of(cursor.fetchall())

    def keep_said(self, said: Said, types: Iterable[str], upto: int) -> None:
        """Keep the checkpoint and the counts of these types, together."""
        names = sorted(types)
        columns = (
            names,
            [self.exchanges[name] for name in names],
            [said.ordinals[name] for name in names],
            [said.positions[name] for name in names],
        )
        with self.store.transaction() as cursor:
            cursor.execute(SAY, columns)
            self.keep(cursor, upto)

    def message(self, told: Envelope[Any], said: Said) -> Outgoing:
        """One event as it goes out, counted."""
        name = type(told.data).__name__
        exchange = self.exchanges[name]
        ordinal, before = said.count(name, exchange, told.position or 0)
        body = cloud_event(told, ordinal, before)
        return Outgoing(
            exchange=f"{exchange}.events",
            routing_key=name,
            body=orjson.dumps(body),
            message_id=str(told.id),
            type=name,
            app_id=exchange,
            timestamp=int(told.recorded_at.timestamp()),
            correlation_id=body.get("correlationid", str(told.id)),
        )
