"""The hand that keeps read models: many events and the checkpoint in one transaction."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared.envelope import Envelope
from shared.projecting import Projection
from shared.recording import Recorder
from shared.store import Store, Stored

from .hands import KEEP, Follower

MADE = "SELECT obj_description(to_regclass(%s))"
START = """
INSERT INTO es.subscription (name, position) VALUES (%s, -1)
ON CONFLICT (name) DO UPDATE SET position = -1, updated_at = now()
"""


class Projector(Follower):
    """Keeps one read model. A changed declaration is noticed at the start and built anew."""

    def __init__(
        self, store: Store, recorder: Recorder, projection: Projection, schema: str = "view"
    ) -> None:
        super().__init__(f"{schema}:{projection.name}", store)
        self.recorder, self.projection, self.schema = recorder, projection, schema

    def place(self) -> int:
        with self.among_views() as cursor:
            if not self.is_as_declared(cursor):
                self.make(cursor)
        return super().place()

    def take(self, rows: list[Stored], upto: int) -> None:
        with self.among_views() as cursor:
            self.show(cursor, [self.recorder.open(row) for row in rows])
            cursor.execute(KEEP, (self.name, upto))

    def show(self, cursor: Cursor, told: Iterable[Envelope[Any]]) -> None:
        """Let each event do what it does to the rows."""

        def run(statement: str, **params: Any) -> Any:
            cursor.execute(statement, params)
            return cursor.fetchall() if cursor.description else None

        for one in told:
            self.projection.project(one, run)

    @contextmanager
    def among_views(self) -> Iterator[Cursor]:
        """A transaction as the owner of the read models, with their schema at hand."""
        with self.store.transaction() as cursor:
            schema = sql.Identifier(self.schema)
            cursor.execute(
                sql.SQL("SET LOCAL ROLE es_relay; SET LOCAL search_path = {}, es").format(schema)
            )
            yield cursor

    def is_as_declared(self, cursor: Cursor) -> bool:
        cursor.execute(MADE, (f"{self.schema}.{self.projection.table_names[0]}",))
        row: Any = cursor.fetchone()
        return bool(row[0] == declaration(self.projection))

    def make(self, cursor: Cursor) -> None:
        """Empty tables as declared, and the checkpoint back at the beginning."""
        for name in reversed(self.projection.table_names):
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(name)))
        for table in self.projection.tables:
            cursor.execute(f"CREATE TABLE {table}")
        for index in self.projection.indexes:
            cursor.execute(f"CREATE INDEX ON {index}")
        first = sql.Identifier(self.projection.table_names[0])
        digest = declaration(self.projection)
        cursor.execute(sql.SQL("COMMENT ON TABLE {} IS %s").format(first), (digest,))
        cursor.execute(START, (self.name,))


def declaration(projection: Projection) -> str:
    """A digest of the tables, so that a changed declaration shows."""
    text = "\n".join((*projection.tables, *projection.indexes))
    return hashlib.sha256(text.encode()).hexdigest()
