"""What every follower of the log has: a name, a checkpoint, and bites of bounded size."""

from abc import ABC, abstractmethod
from typing import Any

from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared.store import Store, Stored

BITE = 500

PLACE = "SELECT position FROM es.subscription WHERE name = %s"
KEEP = """
INSERT INTO es.subscription AS mine (name, position) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()
 WHERE mine.position < excluded.position
"""
KEEP_ALL = """
INSERT INTO es.subscription AS mine (name, position) SELECT * FROM unnest(%s::text[], %s::bigint[])
ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()
 WHERE mine.position < excluded.position
"""


class Follower(ABC):
    """A hand: does one thing with every event in order, and keeps a checkpoint.

    `types` narrows what it is shown; None means everything.
    """

    types: tuple[str, ...] | None = None

    def __init__(self, name: str, store: Store) -> None:
        self.name, self.store = name, store
        self.at: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The checkpoints this hand keeps."""
        return (self.name,)

    def forget(self) -> None:
        """After a fault: read the checkpoint anew before the next bite."""
        self.at = None

    def stands(self) -> int:
        """The position this hand has finished with."""
        if self.at is None:
            self.at = self.place()
        return self.at

    def step(self, head: int) -> bool:
        """Take one bite of what lies between checkpoint and `head`; False when there is nothing."""
        if self.stands() >= head:
            return False
        rows, upto = bite(self.store, self.stands(), head)
        self.take(self.wanted(rows), upto)
        self.at = upto
        return True

    def spare_time(self) -> bool:
        """What there is to do besides following, once all is followed; False when nothing."""
        return False

    def wanted(self, rows: list[Stored]) -> list[Stored]:
        """Those of the rows that this hand has to do with."""
        at, types = self.stands(), self.types
        return [
            row for row in rows if (row.position or 0) > at and (types is None or row.type in types)
        ]

    def place(self) -> int:
        """The position this hand has finished with, -1 at the beginning."""
        with self.store.transaction() as cursor:
            cursor.execute(PLACE, (self.name,))
            row: Any = cursor.fetchone()
            return row[0] if row else -1

    def keep(self, cursor: Cursor, position: int) -> None:
        """Move the checkpoint, forwards only, in the transaction of the effect."""
        cursor.execute(KEEP, (self.name, position))

    @abstractmethod
    def take(self, rows: list[Stored], upto: int) -> None:
        """Do it, and keep `upto` with the effect."""


def bite(store: Store, after: int, head: int) -> tuple[list[Stored], int]:
    """The next rows up to `head`, and the position that is finished with when they are."""
    rows = [row for row in store.log(after, limit=BITE) if (row.position or 0) <= head]
    return rows, (rows[-1].position or 0) if len(rows) == BITE else head
