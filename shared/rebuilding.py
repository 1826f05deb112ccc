"""Building a read model anew beside the living one, comparing both, and letting them swap."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared.projecting import Projection
from shared.recording import Recorder
from shared.store import Store
from shared.tailing.hands import PLACE
from shared.tailing.projector import Projector

LIVE, SHADOW = "view", "shadow"
EXISTS = "SELECT to_regclass(%s) IS NOT NULL"
# A sum does not care for the order of rows, and needs no memory for them.
DIGEST = "SELECT count(*), coalesce(sum(hashtextextended(row::text, 0)), 0)::text FROM {} AS row"
MOVED = """
INSERT INTO es.subscription (name, position) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()
"""
FORGOTTEN = "DELETE FROM es.subscription WHERE name = %s"
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Content:
    """How many rows a table has, and a digest of them all that does not depend on their order."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Rebuilt:
    """A read model built anew from events up to `position`, with both contents by table.

    `before` lacks the tables that were not there.
    """

    projection: str
    position: int
    before: dict[str, Content]
    after: dict[str, Content]

    @property
    def differing(self) -> tuple[str, ...]:
        """The tables whose living content was not what the log says."""
        both = ((name, self.before.get(name, now), now) for name, now in self.after.items())
        return tuple(name for name, before, now in both if before != now)


class Rebuilding:
    """One rebuild. The store is the tail's, over a pool of at least two connections.

    `told` hears the position reached and the one to be reached. Raises any database error; until
    the swap commits nothing that anybody reads has changed.
    """

    def __init__(
        self,
        store: Store,
        recorder: Recorder,
        projection: Projection,
        told: Told = lambda *_: None,
    ) -> None:
        self.store, self.projection, self.told = store, projection, told
        self.live = Projector(store, recorder, projection, LIVE)
        self.shadow = Projector(store, recorder, projection, SHADOW)

    def run(self) -> Rebuilt:
        """Replay, then hold the living one for a moment, catch up with it, compare and swap."""
        with self.transaction(SHADOW) as cursor:
            self.shadow.make(cursor)
        self.follow(self.goal())
        with self.held() as cursor:
            upto = self.goal()
            self.follow(upto)
            before = contents(cursor, self.projection, LIVE)
            after = contents(cursor, self.projection, SHADOW)
            self.swap(cursor, upto)
        return Rebuilt(self.projection.name, upto, before, after)

    def goal(self) -> int:
        """Where the living one stands; where there is none, the end of the log."""
        with self.store.transaction() as cursor:
            if not exists(cursor, LIVE, self.projection.table_names[0]):
                return self.store.head()
            cursor.execute(PLACE, (self.live.name,))
            row: Any = cursor.fetchone()
            return int(row[0]) if row else -1

    def follow(self, upto: int) -> None:
        """Bring the shadow to that position and not beyond."""
        while self.shadow.step(upto):
            self.told(self.shadow.at or 0, upto)

    @contextmanager
    def transaction(self, schema: str) -> Iterator[Cursor]:
        """A transaction as the owner of the read models, with one of their schemas at hand."""
        with self.store.transaction() as cursor:
            cursor.execute("SET LOCAL ROLE es_relay")
            path = sql.SQL("SET LOCAL search_path = {}, es").format(sql.Identifier(schema))
            cursor.execute(path)
            yield cursor

    @contextmanager
    def held(self) -> Iterator[Cursor]:
        """A transaction in which nobody writes to the living tables; whoever reads them still may.

        Tables come before the checkpoint, in the order in which the living projector takes them.
        """
        with self.transaction(LIVE) as cursor:
            names = [one for one in self.projection.table_names if exists(cursor, LIVE, one)]
            if names:
                tables = sql.SQL(", ").join(sql.Identifier(LIVE, one) for one in names)
                cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(tables))
            yield cursor

    def swap(self, cursor: Cursor, position: int) -> None:
        """Drop the living tables and move the shadows into their place, with the checkpoint."""
        names = self.projection.table_names
        every = sql.SQL(", ").join(sql.Identifier(LIVE, one) for one in names)
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(every))
        for name in names:
            table, place = sql.Identifier(SHADOW, name), sql.Identifier(LIVE)
            cursor.execute(sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(table, place))
        cursor.execute(MOVED, (self.live.name, position))
        cursor.execute(FORGOTTEN, (self.shadow.name,))


def contents(cursor: Cursor, projection: Projection, schema: str) -> dict[str, Content]:
    """Rows and digest of each of a read model's tables that is there."""
    return {
        name: content(cursor, schema, name)
        for name in projection.table_names
        if exists(cursor, schema, name)
    }


def content(cursor: Cursor, schema: str, table: str) -> Content:
    """Rows and digest of one table; equal content has an equal digest."""
    cursor.execute(sql.SQL(DIGEST).format(sql.Identifier(schema, table)))
    row: Any = cursor.fetchone()
    return Content(*row)


def exists(cursor: Cursor, schema: str, table: str) -> bool:
    cursor.execute(EXISTS, (f"{schema}.{table}",))
    row: Any = cursor.fetchone()
    return bool(row[0])
