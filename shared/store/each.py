"""Many calls in one round trip: what each needs to know, and all of their records or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from .appending import EVENTS, columns, said_properly
from .reading import ANSWERED, STREAM, Fetch, stored
from .records import Append, Stored

LOAD_EACH = """
SELECT * FROM es.load_each(
  %(streams)s::text[], %(after)s::bigint[], %(keys)s::uuid[], %(guides)s::text[])
"""

APPEND_EACH = f"SELECT es.append_each(%s::uuid[], %s::text[], %s::bigint[], %s::int[], {EVENTS})"


@dataclass(frozen=True)
class LoadedEach:
    """What many decisions need to know; a stream, key or guide that is not there is left out."""

    events: Mapping[str, list[Stored]] = field(default_factory=dict)
    answered: Mapping[UUID, list[Stored]] = field(default_factory=dict)
    guides: Mapping[str, int] = field(default_factory=dict)


def loaded_each(
    fetch: Fetch, streams: Mapping[str, int], keys: Iterable[UUID], guides: Iterable[str]
) -> LoadedEach:
    """Fetch each stream from behind its version, what each key recorded, each guide's version."""
    asked: dict[str, object] = {
        "streams": list(streams),
        "after": list(streams.values()),
        "keys": [str(key) for key in keys],
        "guides": list(guides),
    }
    found = LoadedEach({}, {}, {})
    for part, key, *row in fetch(LOAD_EACH, asked):
        if part == STREAM:
            found.events.setdefault(row[0], []).append(stored((None, *row)))  # type: ignore[attr-defined]
        elif part == ANSWERED:
            found.answered.setdefault(UUID(key), []).append(stored((None, *row)))  # type: ignore[attr-defined]
        else:
            found.guides[row[0]] = row[2]  # type: ignore[index]
    return found


def append_each(cursor: Cursor, appends: Sequence[Append]) -> None:
    """Make each call as if alone, in the order given; all are recorded or none.

    Raises as `append` does, and `Conflict` where a key was used before.
    """
    expected = {one.stream: one.expected for one in reversed(appends)}
    with said_properly(expected):
        cursor.execute(
            APPEND_EACH,
            (
                [one.key and str(one.key) for one in appends],
                [one.stream for one in appends],
                [one.expected for one in appends],
                [len(one.events) for one in appends],
                *columns([event for one in appends for event in one.events]),
            ),
        )
