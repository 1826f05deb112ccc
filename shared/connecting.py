"""A bounded pool of database connections, for plain threads and for green ones."""

import queue  # used as a module: eventlet, where it is in charge, replaces the classes inside
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple
from uuid import UUID

import psycopg2
from psycopg2.extensions import (
    TRANSACTION_STATUS_ACTIVE,
    TRANSACTION_STATUS_IDLE,
    AsIs,
    connection,
    parse_dsn,
    register_adapter,
)

register_adapter(UUID, lambda id_: AsIs(f"'{id_}'"))

SETTINGS = {
    "statement_timeout": "30s",
    # A statement whose caller has gone would otherwise run on and hold its locks.
    "client_connection_check_interval": "500ms",
    "default_transaction_isolation": "read\\ committed",
    "timezone": "UTC",
    # Compiling a statement, or starting workers for it, takes longer than any of ours; a plan made
    # with stale figures would ask for both.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}


class Exhausted(TimeoutError):
    """Every connection stayed in use for as long as a caller may wait."""


class _Idle(NamedTuple):
    connection: connection
    born: float


class Pool:
    """Lends autocommit connections, the last used first, and makes them when needed.

    `timeout` and `max_age` are seconds. Nothing is connected before the first loan.
    """

    def __init__(
        self, dsn: str, size: int = 10, timeout: float = 5.0, max_age: float = 1800.0
    ) -> None:
        self._dsn = dsn
        self._timeout = timeout
        self._max_age = max_age
        self._places: queue.LifoQueue[_Idle | None] = queue.LifoQueue(size)
        for _ in range(size):
            self._places.put(None)

    @contextmanager
    def connection(self) -> Iterator[connection]:
        """Lend a connection; raises `Exhausted` when none comes back in time.

        What is left uncommitted is rolled back, whether the caller failed or forgot.
        """
        place = self._take()
        lent: _Idle | None = None
        try:
            lent = self._usable(place) or _Idle(connect(self._dsn), time.monotonic())
            yield lent.connection
        finally:
            self._places.put(lent if lent and _is_clean(lent.connection) else None)

    def close(self) -> None:
        """Close what is idle; connections on loan close when they are next looked at."""
        self._max_age = 0.0
        for _ in range(self._places.qsize()):
            with suppress(queue.Empty):
                self._usable(self._places.get_nowait())
                self._places.put(None)

    def _take(self) -> _Idle | None:
        try:
            return self._places.get(timeout=self._timeout)
        except queue.Empty:
            message = f"no database connection came free within {self._timeout:g} s"
            raise Exhausted(message) from None

    def _usable(self, place: _Idle | None) -> _Idle | None:
        if place is None:
            return None
        if time.monotonic() - place.born < self._max_age and _is_alive(place.connection):
            return place
        place.connection.close()
        return None


def connect(dsn: str) -> connection:
    """Open one autocommit connection in UTC whose statements may take 30 s."""
    given = parse_dsn(dsn).get("options", "")
    ours = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    made: connection = psycopg2.connect(dsn, options=f"{ours} {given}".strip())
    made.autocommit = True
    return made


def _is_alive(idle: connection) -> bool:
    """Read what the server sent meanwhile: after a restart, that it is gone."""
    try:
        idle.poll()
        idle.poll()  # the first may have read only the words of farewell
    except psycopg2.Error:
        return False
    return not idle.closed


def _is_clean(used: connection) -> bool:
    """Bring a returned connection back to rest; one that is still busy is beyond help."""
    if used.closed or used.info.transaction_status == TRANSACTION_STATUS_ACTIVE:
        used.close()
        return False
    try:
        _end(used)
    except psycopg2.Error:
        used.close()
    return not used.closed and used.info.transaction_status == TRANSACTION_STATUS_IDLE


def _end(used: connection) -> None:
    if not used.autocommit:
        used.rollback()
        used.autocommit = True
    elif used.info.transaction_status != TRANSACTION_STATUS_IDLE:
        with used.cursor() as cursor:
            cursor.execute("ROLLBACK")  # rollback() does nothing about a BEGIN it did not send
