"""Writing to the log: one statement a call, whatever the number of streams."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from .records import Append, Conflict, New, Recorded, Sealed, Unfit

CONFLICT, SEALED = "ES001", "ES002"

EVENTS = "%s::uuid[], %s::text[], %s::int[], %s::bigint[], %s::text[], %s::text[]"

ONE = (
    "SELECT o_first, o_last, o_duplicate"  # noqa: S608 - constants of this module
    f" FROM es.append(%s, %s, %s::uuid, 0, {EVENTS})"
)

ALL = (
    "SELECT o_first, o_last, o_duplicate"  # noqa: S608 - constants of this module
    f" FROM es.append_all(%s::uuid, %s::text[], %s::bigint[], %s::int[], {EVENTS})"
)

FIRST_ANSWER = """
SELECT s.name, k.first_version, k.last_version, true
  FROM es.append_key AS k
  JOIN es.stream AS s USING (stream_id)
 WHERE k.key = %s::uuid
 ORDER BY k.part
"""


def append(cursor: Cursor, appends: Sequence[Append]) -> list[Recorded]:
    """Record all of them or none; answers in the order asked, or as the first call was.

    Raises `Conflict`, `Sealed`, and `Unfit` for what breaks a rule of the tables or of a call.
    """
    key = _key(appends)
    expected = {one.stream: one.expected for one in reversed(appends)}
    with said_properly(expected):
        if len(appends) == 1:
            return _append_one(cursor, appends[0], key)
        return _append_all(cursor, appends, key)


def _append_one(cursor: Cursor, one: Append, key: str | None) -> list[Recorded]:
    cursor.execute(ONE, (one.stream, one.expected, key, *columns(one.events)))
    first, last, duplicate = _row(cursor)
    if duplicate:
        return _first_answer(cursor, key)
    return [Recorded(one.stream, first, last, duplicate=False)]


def _append_all(cursor: Cursor, appends: Sequence[Append], key: str | None) -> list[Recorded]:
    # Every writer locks streams in the same order, so no two wait for each other.
    order = sorted(range(len(appends)), key=lambda place: appends[place].stream)
    parts = [appends[place] for place in order]
    cursor.execute(
        ALL,
        (
            key,
            [part.stream for part in parts],
            [part.expected for part in parts],
            [len(part.events) for part in parts],
            *columns([event for part in parts for event in part.events]),
        ),
    )
    firsts, lasts, duplicate = _row(cursor)
    if duplicate:
        return _first_answer(cursor, key)
    taken = {place: (firsts[i], lasts[i]) for i, place in enumerate(order)}
    return [
        Recorded(one.stream, *taken[place], duplicate=False) for place, one in enumerate(appends)
    ]


def _first_answer(cursor: Cursor, key: str | None) -> list[Recorded]:
    cursor.execute(FIRST_ANSWER, (key,))
    return [Recorded(*row) for row in cursor.fetchall()]


def _key(appends: Sequence[Append]) -> str | None:
    keys: set[UUID] = {one.key for one in appends if one.key is not None}
    if len(keys) > 1:
        raise Unfit("one call has one key")
    return str(keys.pop()) if keys else None


def columns(events: Sequence[New]) -> tuple[list[object], ...]:
    """The events as the functions of the store take them: an array a column."""
    return (
        [str(event.id) for event in events],
        [event.type for event in events],
        [event.schema for event in events],
        [event.occurred_us for event in events],
        [event.data for event in events],
        [event.meta for event in events],
    )


def _row(cursor: Cursor) -> tuple[Any, ...]:
    row = cursor.fetchone()
    if row is None:
        raise RuntimeError("the store gave no answer")
    return row


@contextmanager
def said_properly(expected: dict[str, int | None]) -> Iterator[None]:
    """Say in our own words why the store does not take it."""
    try:
        yield
    except (psycopg2.IntegrityError, psycopg2.DataError) as error:
        # The server's own message goes on to show the row, and there is a person in it.
        raise Unfit(error.diag.message_primary) from None
    except psycopg2.Error as error:
        if error.pgcode not in (CONFLICT, SEALED):
            raise
        actual, stream = (error.diag.message_detail or "").split(" ", 1)
        if error.pgcode == SEALED:
            raise Sealed(stream) from None
        raise Conflict(stream, expected.get(stream), int(actual)) from None
