"""One fact of about 200 bytes, as we declare and write it and as `eventsourcing` does."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, Mapper, UUIDAsHex

from shared.asked import Actor, Asked
from shared.messages import Event
from shared.recording import Recorder, Thread

AT = datetime(2026, 3, 29, 12, 30, 15, 250_000, tzinfo=UTC)
NOTE = "reviewed the second goal, agreed one task"


class Held(Event, published=True):
    """What happened, as we say it."""

    meeting_id: UUID
    pair_id: UUID
    held_at: datetime
    minutes: int
    mode: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TheirHeld(DomainEvent):
    """The same, as they say it."""

    meeting_id: UUID
    pair_id: UUID
    held_at: datetime
    minutes: int
    mode: str
    note: str


def what_happened():
    return {
        "meeting_id": uuid4(),
        "pair_id": uuid4(),
        "held_at": AT,
        "minutes": 50,
        "mode": "online",
        "note": NOTE,
    }


class NothingPersonal:
    """A vault for facts that name nobody: it goes through them, as any does, and finds nothing."""

    def look_up(self, found):
        for kind, data in found:
            assert not any(map(data.get, kind.personal))


def recorder():
    return Recorder("bench", {"Held": Held}, vault=NothingPersonal())


def rows(recorder, stream, count):
    asked = Asked(at=AT, by=Actor("coordinator", "7"))
    thread = Thread(correlation_id=str(uuid4()), causation_id=str(uuid4()))
    return recorder.rows([Held(**what_happened()) for _ in range(count)], stream, asked, thread)


def mapper():
    transcoder = JSONTranscoder()
    transcoder.register(UUIDAsHex())
    transcoder.register(DatetimeAsISO())
    return Mapper(transcoder)


def their_rows(mapper, originator, first, count):
    return [
        mapper.to_stored_event(
            TheirHeld(
                originator_id=originator,
                originator_version=first + place,
                timestamp=datetime.now(UTC),
                **what_happened(),
            )
        )
        for place in range(count)
    ]
