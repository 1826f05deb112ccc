"""Reading the log: a stream by version, everything by position, always in pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from .records import Head, Loaded, Stored

Rows = list[tuple[Any, ...]]
Fetch = Callable[[str, dict[str, object]], Rows]

PAGE = 2000
STREAM, ANSWERED, GUIDE = 0, 1, 2

LOAD = "SELECT * FROM es.load(%(stream)s, %(key)s::uuid, %(guide)s, %(after)s, %(most)s)"

EVENT = """e.version, e.event_id::text, e.type, e.schema_ver, e.recorded_us, e.occurred_us,
       e.data::text, e.meta::text"""

READ = f"""
SELECT l.position, s.name, s.category, {EVENT}, e.leaf_hash
  FROM es.stream AS s
  JOIN es.event AS e USING (stream_id)
  LEFT JOIN es.log AS l ON l.append_id = e.append_id AND l.ord = e.ord
 WHERE s.name = %(stream)s
   AND e.version > %(after)s
 ORDER BY e.version
 LIMIT %(page)s
"""  # noqa: S608 - constants of this module

# The page is cut before the join, so that its cost does not depend on the length of the log.
LOG = f"""
WITH page AS MATERIALIZED (
  SELECT position, append_id, ord, leaf_hash
    FROM es.log
   WHERE position > %(after)s
     AND (%(categories)s::text[] IS NULL OR category = ANY (%(categories)s))
     AND (%(types)s::text[] IS NULL OR type = ANY (%(types)s))
   ORDER BY position
   LIMIT %(page)s
)
SELECT page.position, s.name, s.category, {EVENT}, page.leaf_hash
  FROM page
  JOIN es.event AS e USING (append_id, ord)
  JOIN es.stream AS s USING (stream_id)
 ORDER BY page.position
"""  # noqa: S608 - constants of this module

HEADS = """
SELECT stream_id, name, version, head
  FROM es.stream
 WHERE stream_id > %(after)s
   AND version >= 0
 ORDER BY stream_id
 LIMIT %(page)s
"""

# One range of calls at a time, so that the statement stays short however long the log is.
STRAYS = """
SELECT l.position, s.name, e.version
  FROM es.event AS e
  JOIN es.stream AS s USING (stream_id)
  LEFT JOIN es.log AS l ON l.append_id = e.append_id AND l.ord = e.ord
 WHERE e.append_id > %(after)s
   AND e.append_id <= %(after)s + %(page)s
   AND ((l.leaf_hash, l.type, l.category) <> (e.leaf_hash, e.type, s.category)
        OR l.position IS NULL
           AND NOT EXISTS (SELECT FROM es.pending AS p WHERE p.append_id = e.append_id))
 ORDER BY e.append_id, e.ord
"""

LAST_CALL = "SELECT coalesce(max(append_id), 0) FROM es.event"
CALLS = 50_000


def loaded(
    fetch: Fetch, stream: str, key: UUID | None, guide: str | None, after: int = -1
) -> Loaded:
    """Fetch a stream, the earlier answer to a key and the version of a guide, all at once."""
    asked: dict[str, object] = {
        "stream": stream,
        "key": str(key) if key else None,
        "guide": guide,
        "after": after,
    }
    rows = fetch(LOAD, {**asked, "most": PAGE})
    events = [stored((None, *row[1:])) for row in rows if row[0] == STREAM]
    answered = tuple(stored((None, *row[1:])) for row in rows if row[0] == ANSWERED)
    versions = [row[3] for row in rows if row[0] == GUIDE]
    guided = versions[0] if versions else -1
    return Loaded(events, answered or None, guided, more=len(events) == PAGE)


def stream_events(fetch: Fetch, stream: str, after: int) -> Iterator[Stored]:
    """Yield the events of one stream in order of version."""
    while True:
        rows = fetch(READ, {"stream": stream, "after": after, "page": PAGE})
        yield from map(stored, rows)
        if len(rows) < PAGE:
            return
        after = rows[-1][3]


def log_events(
    fetch: Fetch,
    after: int,
    categories: Sequence[str] | None,
    types: Sequence[str] | None,
    limit: int | None,
) -> Iterator[Stored]:
    """Yield events in the order of the log; between pages no connection is held."""
    wanted = {"categories": _listed(categories), "types": _listed(types)}
    left = limit
    while left is None or left > 0:
        page = PAGE if left is None else min(PAGE, left)
        rows = fetch(LOG, {"after": after, "page": page, **wanted})
        yield from map(stored, rows)
        if len(rows) < page:
            return
        after = rows[-1][0]
        left = None if left is None else left - page


def stream_heads(fetch: Fetch) -> Iterator[Head]:
    """Yield the head of every stream that has an event."""
    after = 0
    while rows := fetch(HEADS, {"after": after, "page": PAGE}):
        yield from (Head(name, version, bytes(leaf)) for _, name, version, leaf in rows)
        after = rows[-1][0]


def strays(fetch: Fetch) -> Iterator[tuple[int | None, str, int]]:
    """Yield position, stream and version of events that the log lacks or has differently."""
    last = fetch(LAST_CALL, {})[0][0]
    for after in range(-1, last, CALLS):
        yield from fetch(STRAYS, {"after": after, "page": CALLS})


def _listed(names: Sequence[str] | None) -> list[str] | None:
    return None if names is None else list(names)


def stored(row: tuple[Any, ...]) -> Stored:
    """A row of any of these queries, its position first."""
    place, stream, category, version, event_id, kind, schema, recorded, occurred, *rest = row
    data, meta, leaf_hash = rest
    return Stored(
        place,
        stream,
        category,
        version,
        UUID(event_id),
        kind,
        schema,
        recorded,
        occurred,
        data,
        meta,
        bytes(leaf_hash),
    )
