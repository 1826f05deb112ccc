"""One PostgreSQL for everybody, and one table at the end."""

from contextlib import closing

import psycopg2
import pytest

from shared.migrating import migrate

from .board import Board, machine
from .writers import make_plain_table, make_their_table

SETTINGS = """
SELECT name, setting FROM pg_settings
 WHERE name IN ('server_version', 'fsync', 'synchronous_commit')
"""


@pytest.fixture(scope="session")
def board(postgres):
    board = Board()
    with closing(psycopg2.connect(postgres.dsn())) as connection, connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        where = machine(dict(cursor.fetchall()))
    yield board
    print(f"\n\n{where}\n\n{board}")


@pytest.fixture
def empty(postgres):
    """The DSN of a new database."""
    made = []

    def database():
        made.append(postgres.create_database())
        return postgres.dsn(made[-1])

    yield database
    for name in made:
        postgres.drop_database(name)


@pytest.fixture
def ours(empty):
    dsn = empty()
    with closing(psycopg2.connect(dsn)) as connection:
        migrate(connection, origin="bench/ours", rehearsal=False)
    return dsn


@pytest.fixture
def theirs(empty):
    dsn = empty()
    make_their_table(dsn)
    return dsn


@pytest.fixture
def raw(empty):
    dsn = empty()
    make_plain_table(dsn)
    return dsn
