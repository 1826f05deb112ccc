"""Between an event in memory and a row in the log: metadata, canonical bytes, sealed fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

import orjson
import uuid6

from shared.asked import Actor, Asked
from shared.canonical import canonical
from shared.envelope import Envelope
from shared.messages import Event, Json
from shared.store import New, Stored

SUBJECT_FIELDS: dict[type[Event], frozenset[str]] = {}


class Vault(Protocol):
    """Seals and opens the personal fields of an event."""

    def prepare(self, events: Iterable[Event]) -> None: ...
    def seal(self, event: Event, data: Json, context: str) -> Json: ...
    def open(self, kind: type[Event], data: Json, context: str) -> Json: ...
    def look_up(self, found: Iterable[tuple[type[Event], Json]]) -> None: ...


@dataclass(frozen=True)
class Thread:
    """What ties a record to what led to it."""

    correlation_id: str
    causation_id: str | None = None
    traceparent: str | None = None
    programme: str | None = None
    policy_version: int | None = None


@dataclass(frozen=True)
class Recorder:
    """Writes and reads one service's events. `records` are the event classes by name."""

    service: str
    records: Mapping[str, type[Event]]
    vault: Vault
    rehearsal: bool = False

    def rows(self, events: Iterable[Event], stream: str, asked: Asked, thread: Thread) -> list[New]:
        """The rows to append, in order."""
        at, shared = micros(asked.at), self.shared(asked, thread)
        made: dict[tuple[object, ...], str] = {}

        def meta(event: Event) -> str:
            # Events of one call mostly differ in their data only.
            key = event.allowed_by, subjects(event), classified(event)
            if key not in made:
                known = zip(("rules", "subjects", "classification"), key, strict=True)
                made[key] = canonical(present({**shared, **dict(known)})).decode()
            return made[key]

        return [self.row(event, stream, at, meta(event)) for event in events]

    def row(self, event: Event, stream: str, at: int, meta: str) -> New:
        id_ = uuid6.uuid7()
        data = event.dump()
        if event.personal:
            data = self.vault.seal(event, data, f"{stream}|{id_}")
        return New(
            id=UUID(int=id_.int),
            type=type(event).__name__,
            schema=event.version,
            occurred_us=at,
            data=canonical(data).decode(),
            meta=meta,
        )

    def shared(self, asked: Asked, thread: Thread) -> Json:
        """What is known of every event of one call."""
        return {
            "actor": str(asked.by),
            "correlationid": thread.correlation_id,
            "causationid": thread.causation_id,
            "traceparent": thread.traceparent,
            "programme": thread.programme,
            "policyversion": thread.policy_version,
            "rehearsal": self.rehearsal or None,
        }

    def open(self, row: Stored) -> Envelope[Any]:
        """The event with everything known about it, personal fields opened."""
        return self.opened(row, orjson.loads(row.data))

    def open_each(self, rows: Sequence[Stored]) -> list[Envelope[Any]]:
        """The same for many, whose keys are looked up together."""
        found = [orjson.loads(row.data) for row in rows]
        kinds = [self.records[row.type] for row in rows]
        self.vault.look_up(zip(kinds, found, strict=True))
        return [self.opened(row, data) for row, data in zip(rows, found, strict=True)]

    def opened(self, row: Stored, data: Json) -> Envelope[Any]:
        kind = self.records[row.type]
        if kind.personal:
            data = self.vault.open(kind, data, f"{row.stream}|{row.id}")
        meta = orjson.loads(row.meta)
        return Envelope(
            id=row.id,
            source=self.service,
            stream=row.stream,
            version=row.version,
            data=kind.revive(data, row.schema),
            occurred_at=when(row.occurred_us or row.recorded_us),
            recorded_at=when(row.recorded_us),
            actor=Actor.parse(meta["actor"]),
            correlation_id=meta["correlationid"],
            causation_id=meta.get("causationid"),
            programme=meta.get("programme"),
            policy_version=meta.get("policyversion"),
            rules=tuple(meta.get("rules", ())),
            subjects=tuple(meta.get("subjects", ())),
            traceparent=meta.get("traceparent"),
            position=row.position,
            leaf_hash=bytes(row.leaf_hash).hex(),
            rehearsal=bool(meta.get("rehearsal")),
        )

    def events(self, rows: Iterable[Stored]) -> list[Event]:
        """Just the events, for folding; the keys of many are looked up together."""
        kept = list(rows)
        if len(kept) > 1:
            self.vault.look_up(self.personal(kept))
        return [self.event(row) for row in kept]

    def personal(self, rows: Iterable[Stored]) -> Iterator[tuple[type[Event], Json]]:
        """Those that name somebody: read twice, which costs less than keeping all of them."""
        for row in rows:
            if (kind := self.records[row.type]).personal:
                yield kind, orjson.loads(row.data)

    def event(self, row: Stored) -> Event:
        """One event as it was said."""
        kind, data = self.records[row.type], orjson.loads(row.data)
        if kind.personal:
            data = self.vault.open(kind, data, f"{row.stream}|{row.id}")
        return kind.revive(data, row.schema)


def present(known: Json) -> Json:
    return {name: value for name, value in known.items() if value not in (None, ())}


def classified(event: Event) -> str:
    return "restricted" if event.personal else "internal"


def subjects(event: Event) -> tuple[str, ...]:
    """The opaque ids of the people an event is about.

    Those its personal fields belong to, and any `…person_id`.
    """
    found = {getattr(event, name) for name in subject_fields(type(event))}
    return tuple(sorted(str(value) for value in found if value is not None))


def subject_fields(kind: type[Event]) -> frozenset[str]:
    """The names of the fields that say whom events of this class are about; looked for once."""
    if kind not in SUBJECT_FIELDS:
        ids = {name for name in kind.codecs if name.endswith("person_id")}
        SUBJECT_FIELDS[kind] = frozenset(ids | set(kind.personal.values()))
    return SUBJECT_FIELDS[kind]


def micros(at: datetime) -> int:
    """Microseconds since 1970, exactly."""
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def when(us: int) -> datetime:
    """The instant `micros` counted."""
    return datetime.fromtimestamp(us // 1_000_000, UTC).replace(microsecond=us % 1_000_000)
