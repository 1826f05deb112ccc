"""Hearing many at once: what would be done for each alone, with one round trip for all of them.

They are heard in the order they came in, in one transaction. Where that cannot be, because one of
them has to wait, cannot be read or brings rules that the next may need, nothing is done, and they
are to be heard one by one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from psycopg2.errors import DeadlockDetected
from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared import metrics
from shared.answering import Request
from shared.commanding import Commands
from shared.envelope import Envelope
from shared.inbox import FOUND, MARK, MISSED, consequence, needs_rules
from shared.messages import Json
from shared.reacting import Reactions
from shared.rulebook import AdoptPolicy
from shared.store import Conflict
from shared.together import Together
from shared.turns import Apart
from shared.wire import heard

TRIES = 3
# Sorted, so that two who hear the same cannot wait for each other.
REMEMBER = """
INSERT INTO es.inbox (handler, source, event_id, type, ordinal, position)
SELECT %s, * FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::bigint[], %s::bigint[])
         AS told (source, event_id, type, ordinal, position)
 ORDER BY source, event_id
ON CONFLICT DO NOTHING
RETURNING source, event_id::text
"""

Told = Envelope[Any]


def hear_each(
    commands: Commands, handler: str, messages: Sequence[Json], reactions: Reactions
) -> list[bool]:
    """Let every message have its effect; False for each that had it before. Raises Apart."""
    try:
        told = [heard(message, reactions.events) for message in messages]
        asks = [asked(commands, handler, one, reactions) for one in told]
        return persistently(commands, handler, told, asks)
    except Exception as fault:
        raise Apart from fault


def asked(commands: Commands, handler: str, told: Told, reactions: Reactions) -> list[Request]:
    """What follows from an event; raises Apart where it has to be heard alone."""
    found = reactions.to(told)
    for command in found:
        if isinstance(command, AdoptPolicy) or needs_rules(commands, told, command):
            raise Apart
    return [
        consequence(commands.room.name, told, command, f"{handler}:{place}")
        for place, command in enumerate(found)
    ]


def persistently(
    commands: Commands, handler: str, told: Sequence[Told], asks: Sequence[Sequence[Request]]
) -> list[bool]:
    """All of it, again where another writer came in between."""
    for left in reversed(range(TRIES)):
        try:
            with commands.transaction() as (cursor, inside):
                return taken_in(cursor, inside, handler, list(zip(told, asks, strict=True)))
        except (Conflict, DeadlockDetected):
            metrics.CONFLICTS.labels(commands.room.name).inc()
            if not left:
                raise
    raise AssertionError


def taken_in(
    cursor: Cursor,
    commands: Commands,
    handler: str,
    lot: Sequence[tuple[Told, Sequence[Request]]],
) -> list[bool]:
    """That we were told, the effects, and the places in the sequence: all or nothing."""
    fresh = remembered(cursor, handler, [told for told, _ in lot])
    follow_each(
        commands, [one for new, (_, asks) in zip(fresh, lot, strict=True) if new for one in asks]
    )
    places = defaultdict[tuple[str, str], list[tuple[int, bool]]](list)
    for new, (told, _) in zip(fresh, lot, strict=True):
        if told.ordinal is not None:
            places[told.source, type(told.data).__name__].append((told.ordinal, new))
    for (source, kind), ordinals in sorted(places.items()):
        keep_counts(cursor, {"handler": handler, "source": source, "type": kind}, ordinals)
    return fresh


def remembered(cursor: Cursor, handler: str, told: Sequence[Told]) -> list[bool]:
    """Whether each is new to us; of one that came twice the first is."""
    columns = (
        [one.source for one in told],
        [str(one.id) for one in told],
        [type(one.data).__name__ for one in told],
        [one.ordinal for one in told],
        [one.position for one in told],
    )
    cursor.execute(REMEMBER, (handler, *columns))
    new = set(cursor.fetchall())
    return [taken_out(new, (one.source, str(one.id))) for one in told]


def taken_out(new: set[Any], one: tuple[str, str]) -> bool:
    if one not in new:
        return False
    new.remove(one)
    return True


def follow_each(commands: Commands, requests: Sequence[Request]) -> None:
    """Ask all that follows; what is refused is recorded and keeps nobody else from being asked."""
    together = Together(commands)
    together.load(requests)
    for one in requests:
        together.answer(one)
    together.record()


def keep_counts(cursor: Cursor, place: Json, ordinals: Sequence[tuple[int, bool]]) -> None:
    """Move the mark once; what was passed over is missing, what was missing is found."""
    new = sorted(ordinal for ordinal, fresh in ordinals if fresh)
    # Two that heard the first events of a type at once may each have missed the other's.
    found = [ordinal for ordinal, fresh in ordinals if not fresh]
    if new:
        cursor.execute(MARK, {**place, "ordinal": new[-1]})
        (was,) = cursor.fetchone() or (0,)
        found += [ordinal for ordinal in new if ordinal <= was]
        for first, last in gaps(was, [ordinal for ordinal in new if ordinal > was]):
            cursor.execute(MISSED, {**place, "first": first, "last": last})
    for ordinal in found:
        cursor.execute(FOUND, {**place, "ordinal": ordinal})


def gaps(was: int, ordinals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run that lies between."""
    for before, ordinal in zip((was, *ordinals), ordinals, strict=False):
        if ordinal > before + 1:
            yield before + 1, ordinal - 1
