"""The five logs as an auditor may read them: rows and nothing else, personal fields left sealed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from deploy.cli.homes import readable
from deploy.installation import SERVICES, Installation
from shared.assembling import room_of
from shared.connecting import Pool
from shared.messages import Event
from shared.privacy import is_sealed
from shared.room import Room
from shared.store import Store, Stored
from shared.store.reading import EVENT

Json = dict[str, Any]
SEALED = "[sealed]"
FOUND = f"""
SELECT l.position, s.name, s.category, {EVENT}, e.leaf_hash
  FROM es.event AS e
  JOIN es.stream AS s USING (stream_id)
  LEFT JOIN es.log AS l ON l.append_id = e.append_id AND l.ord = e.ord
"""  # noqa: S608 -- constants of ours
BY_ID = f"{FOUND} WHERE e.event_id = %(id)s::uuid"
BY_STREAM = f"{FOUND} WHERE s.name = ANY (%(ids)s)"
BY_CORRELATION = f"{FOUND} WHERE e.meta ->> 'correlationid' = ANY (%(ids)s)"
BY_CAUSE = f"{FOUND} WHERE e.meta ->> 'causationid' = ANY (%(ids)s)"
# Whoever is looked for may stand in a field, among the subjects, or in the stream's name.
BY_MENTION = f"""{FOUND}
 WHERE EXISTS (SELECT FROM unnest(%(ids)s::text[]) AS wanted
                WHERE strpos(e.data::text, wanted) > 0
                   OR strpos((e.meta -> 'subjects')::text, wanted) > 0
                   OR strpos(s.name, wanted) > 0)
"""


@dataclass(frozen=True)
class Entry:
    """One event of one service, with its metadata read."""

    service: str
    row: Stored
    kind: type[Event] | None
    meta: Json = field(repr=False)
    sealed_data: Json = field(repr=False)

    @cached_property
    def data(self) -> Json:
        """The event's fields in their present shape; what is sealed says so."""
        now = (
            self.kind.current(self.sealed_data, self.row.schema) if self.kind else self.sealed_data
        )
        return {name: SEALED if is_sealed(value) else value for name, value in now.items()}

    @property
    def at_us(self) -> int:
        """Business time, microseconds since 1970."""
        return self.row.occurred_us or self.row.recorded_us


@dataclass(frozen=True)
class Logbook:
    """One service's log, behind its auditor's login."""

    room: Room
    pool: Pool

    @property
    def service(self) -> str:
        return self.room.name

    @cached_property
    def store(self) -> Store:
        return Store(self.pool)

    def entry(self, row: Stored) -> Entry:
        """A row with what it says; raises ValueError where that is no JSON."""
        kind = self.room.records.get(row.type)
        return Entry(self.service, row, kind, orjson.loads(row.meta), orjson.loads(row.data))

    def find(self, query: str, **wanted: Any) -> list[Entry]:
        """The events a query of this module finds."""
        return [self.entry(stored(row)) for row in self.rows(query, **wanted)]

    def rows(self, query: str, **wanted: Any) -> list[tuple[Any, ...]]:
        """Rows of any query the auditor may make."""
        with self.pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute(query, wanted)
            return cursor.fetchall()


def stored(row: Sequence[Any]) -> Stored:
    """A row of the columns above as the store knows it."""
    values: list[Any] = list(row)
    values[4], values[-1] = UUID(values[4]), bytes(values[-1])
    return Stored(*values)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By business time, then as recorded; each event once."""
    unique: Mapping[Any, Entry] = {one.row.id: one for one in entries}
    return sorted(
        unique.values(),
        key=lambda one: (one.at_us, one.row.recorded_us, one.service, one.row.version),
    )


@contextmanager
def logbooks(home: Path, services: Sequence[str] = SERVICES) -> Iterator[list[Logbook]]:
    """The logs of an installation, open for reading."""
    with readable(home) as installation, ExitStack() as opened:
        yield [opened.enter_context(logbook(installation, service)) for service in services]


@contextmanager
def logbook(installation: Installation, service: str) -> Iterator[Logbook]:
    pool = Pool(installation.dsn(service, "auditor"), size=3)
    try:
        yield Logbook(room_of(service), pool)
    finally:
        pool.close()
