"""What was said and never heard: asked for again, from the mark each ear keeps."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from shared.desk import Desk
from shared.inbox import NotYet
from shared.messages import Json
from shared.room import Room

Fetch = Callable[[str, str, int, int], list[Json]]
Said = Callable[[str], Mapping[str, int]]
MARKS = "SELECT type, ordinal FROM es.hearing WHERE handler = %(handler)s"
MISSING = "SELECT type, ordinal FROM es.missing WHERE handler = %(handler)s ORDER BY type, ordinal"
PAGE = 100
EVERYTHING = sys.maxsize

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ear:
    """One handler: the exchange it listens to, and the service that speaks there."""

    exchange: str
    source: str
    types: tuple[str, ...]

    @property
    def handler(self) -> str:
        return f"hear_{self.exchange}"


@dataclass(frozen=True)
class Gap:
    """Events of one type, by ordinal: those above `after`, up to and with `upto`."""

    type: str
    after: int
    upto: int = EVERYTHING


def catch_up(desk: Desk, fetch: Fetch) -> int:
    """Hear everything that was said and not heard; nothing else may be listening meanwhile.

    `fetch(source, type, after, limit)` asks the producer for events by ordinal. Counts effects.
    """
    total = 0
    # What had to wait for something else is heard the next time round.
    while effects := sum(mended(desk, ear, gaps_of(desk, ear), fetch) for ear in ears(desk.room)):
        total += effects
    return total


def gaps_of(desk: Desk, ear: Ear) -> Iterator[Gap]:
    marks = marks_of(desk, ear)
    yield from missing(desk, ear)
    yield from (Gap(kind, marks.get(kind, 0)) for kind in ear.types)


@dataclass
class Repair:
    """Looks again and again, beside a broker that delivers.

    What a listener knows to be missing is asked for at once. What lies beyond its marks is usually
    on its way: it is asked for only when it had been said at the look before and no mark of that
    ear has moved since. `said(source)` counts what a service has said, by type.
    """

    desk: Desk
    said: Said
    fetch: Fetch
    before: dict[str, tuple[Mapping[str, int], Mapping[str, int]]] = field(default_factory=dict)

    def look(self) -> int:
        """Once. Counts effects; raises what asking raises."""
        return sum(self.mend(ear) for ear in ears(self.desk.room))

    def mend(self, ear: Ear) -> int:
        said, marks = self.said(ear.source), marks_of(self.desk, ear)
        said_before, marks_before = self.before.get(ear.handler, ({}, None))
        gaps = list(missing(self.desk, ear))
        if marks == marks_before:
            gaps += [Gap(one, marks.get(one, 0), said_before.get(one, 0)) for one in ear.types]
        effects = mended(self.desk, ear, gaps, self.fetch)
        self.before[ear.handler] = said, marks_of(self.desk, ear) if effects else marks
        return effects


def ears(room: Room) -> Iterator[Ear]:
    """Every ear of a room."""
    for exchange, reactions in room.hears.items():
        yield Ear(exchange, room.sources.get(exchange, exchange), tuple(reactions.types))


def marks_of(desk: Desk, ear: Ear) -> dict[str, int]:
    return {row["type"]: row["ordinal"] for row in desk.rows(MARKS, handler=ear.handler)}


def missing(desk: Desk, ear: Ear) -> Iterator[Gap]:
    """What an ear knows that it was passed over, neighbours together."""
    open_: Gap | None = None
    for row in desk.rows(MISSING, handler=ear.handler):
        kind, ordinal = row["type"], row["ordinal"]
        if open_ and (open_.type, open_.upto) == (kind, ordinal - 1):
            open_ = Gap(kind, open_.after, ordinal)
            continue
        if open_:
            yield open_
        open_ = Gap(kind, ordinal - 1, ordinal)
    if open_:
        yield open_


def mended(desk: Desk, ear: Ear, gaps: Iterable[Gap], fetch: Fetch) -> int:
    """Hear what lies in the gaps of one ear, in the order in which it was said."""
    found = [message for gap in gaps for message in fetched(ear, gap, fetch)]
    return sum(heard(desk, ear, message) for message in sorted(found, key=place))


def fetched(ear: Ear, gap: Gap, fetch: Fetch) -> Iterator[Json]:
    after = gap.after
    while after < gap.upto:
        page = fetch(ear.source, gap.type, after, min(PAGE, gap.upto - after))
        if not page:
            return
        yield from page
        after += len(page)


def place(message: Json) -> tuple[int, Any]:
    """An exchange that hides positions still tells when."""
    return message.get("logposition", -1), message.get("recordedtime", "")


def heard(desk: Desk, ear: Ear, message: Json) -> bool:
    """One that cannot be heard keeps nobody from hearing the others."""
    try:
        return desk.hear(ear.exchange, message)
    except NotYet:
        return False  # what it waits for is on its way; the next look finds it again
    except Exception as fault:  # noqa: BLE001 -- whatever it is, it is this message's alone
        known = {"handler": ear.handler, "type": message.get("type"), "fault": type(fault).__name__}
        log.warning("not repaired", message_id=message.get("id"), **known)
        return False
