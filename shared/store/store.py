"""The store as a service holds it: one object over a pool of connections."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from psycopg2.extensions import connection
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from . import appending, each, reading
from .records import Append, Head, Loaded, Recorded, Stored


class Connecting(Protocol):
    """Anything that lends autocommit connections."""

    def connection(self) -> AbstractContextManager[connection]: ...


class Store:
    """One service's log. Every method is one round trip unless it says that it pages."""

    def __init__(self, pool: Connecting) -> None:
        self._pool = pool

    def load(
        self, stream: str, key: UUID | None = None, guide: str | None = None, after: int = -1
    ) -> Loaded:
        """Read a stream for a decision, from behind version `after`; positions are left out. Of a
        long stream it is the first page, and there may be `more`.

        Also what a call with `key` recorded before, and the version of the stream `guide`.
        """
        return reading.loaded(self._fetch, stream, key, guide, after)

    def append(self, *appends: Append, cursor: Cursor | None = None) -> list[Recorded]:
        """Record all appends or none; with a cursor, as part of the caller's transaction.

        Answers in the order asked. A key that was used before, on any stream, is answered with what
        it recorded then. Raises `Conflict`, `Sealed` or `Unfit`.
        """
        if cursor is not None:
            return appending.append(cursor, appends)
        with self._pool.connection() as lent, lent.cursor() as own:
            return appending.append(own, appends)

    def load_each(
        self, streams: Mapping[str, int], keys: Iterable[UUID], guides: Iterable[str]
    ) -> each.LoadedEach:
        """Read many streams for many decisions, each from behind the version it is named with."""
        return each.loaded_each(self._fetch, streams, keys, guides)

    def append_each(self, appends: Sequence[Append]) -> None:
        """Make many calls, each under its own key and in the order given; all last or none.

        Raises as `append` does, and `Conflict` also where a key was used before.
        """
        with self._pool.connection() as lent, lent.cursor() as cursor:
            each.append_each(cursor, appends)

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        """Open a READ COMMITTED transaction, committed at the end or rolled back on any error."""
        # psycopg2 begins a transaction here although the connection is in autocommit.
        with self._pool.connection() as lent, lent, lent.cursor() as cursor:
            yield cursor

    def read(self, stream: str, after: int = -1) -> Iterator[Stored]:
        """Yield the events of a stream with a version above `after`, in pages."""
        return reading.stream_events(self._fetch, stream, after)

    def log(
        self,
        after: int = -1,
        *,
        categories: Sequence[str] | None = None,
        types: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Iterator[Stored]:
        """Yield every event with a position above `after`, in order, in pages."""
        return reading.log_events(self._fetch, after, categories, types, limit)

    def heads(self) -> Iterator[Head]:
        """Yield where each stream says that it ends, in pages."""
        return reading.stream_heads(self._fetch)

    def strays(self) -> Iterator[tuple[int | None, str, int]]:
        """Yield position, stream and version of events that the log lacks or has differently."""
        return reading.strays(self._fetch)

    def head(self) -> int:
        """Return the last position of the log, -1 while it is empty."""
        return self._number("SELECT coalesce(max(position), -1) FROM es.log")

    def sequence(self, batch: int = 1000, hint: int = 0) -> tuple[int, int, int | None]:
        """Give positions to at most `batch` committed calls numbered `hint` or above.

        Returns the first position, the number of events placed and the last call's number, None if
        there was none. A hint only saves work; every now and then it must be 0.
        """
        query = "SELECT o_first, o_count, o_last_append FROM es.sequence(%(batch)s, %(hint)s)"
        first, count, last = self._fetch(query, {"batch": batch, "hint": hint})[0]
        return first, count, last

    def pending(self) -> int:
        """Count the committed calls that have no position yet."""
        return self._number("SELECT count(*) FROM es.pending")

    def is_rehearsal(self) -> bool:
        """Tell whether this log was made for a rehearsal, whose clock may be set."""
        return bool(self._fetch("SELECT rehearsal FROM es.identity", {})[0][0])

    def clock(self) -> datetime | None:
        """Return what a rehearsal's clock says, None before it was set."""
        rows = self._fetch("SELECT now FROM es.clock", {})
        return rows[0][0] if rows else None

    def add_partitions(self) -> int:
        """Keep two partitions of the log ahead of need; returns how many had to be made."""
        return self._number("SELECT es.add_partitions()")

    def _number(self, query: str) -> int:
        return int(self._fetch(query, {})[0][0])

    def _fetch(self, query: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        with self._pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()
