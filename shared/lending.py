"""Connections lent in other ways than from a pool: in mid-transaction, or one for everything."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection


class Joined:
    """A connection in the middle of a transaction, lent to whoever must take part in it."""

    def __init__(self, lent: connection) -> None:
        self._lent = lent

    @contextmanager
    def connection(self) -> Iterator[connection]:
        """Lend it and leave it as it is: its owner commits or rolls back."""
        yield self._lent


class Pinned:
    """One connection for everything, so that losing it loses the locks held on it too."""

    def __init__(self, kept: connection) -> None:
        self._kept = kept

    @contextmanager
    def connection(self) -> Iterator[connection]:
        """Lend it; afterwards it is at rest in autocommit, or closed."""
        try:
            yield self._kept
        finally:
            if not self._kept.closed:
                self._rest()

    def _rest(self) -> None:
        try:
            if self._kept.info.transaction_status != TRANSACTION_STATUS_IDLE:
                self._kept.rollback()
            if not self._kept.autocommit:
                self._kept.autocommit = True
        except psycopg2.Error:
            self._kept.close()
