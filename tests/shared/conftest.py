"""A migrated database for every test that asks for one, and stores on top of it."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import psycopg2
import pytest

from shared.connecting import Pool
from shared.lending import Pinned
from shared.migrating import migrate, provision
from shared.store import New, Store
from tests.shared.house import House

ORIGIN = "example/orders"
PASSWORDS = {"service": "open", "tail": "sesame", "auditor": "please"}


@pytest.fixture(scope="session")
def template(postgres) -> str:
    """Migrated once; every test's database is a copy of it."""
    name = postgres.create_database()
    with closing(psycopg2.connect(postgres.dsn(name))) as connection:
        migrate(connection, origin=ORIGIN, rehearsal=False)
    return name


@pytest.fixture
def database(postgres, template) -> Iterator[str]:
    """The superuser's DSN of a fresh database with an empty log."""
    name = postgres.create_database(template=template)
    yield postgres.dsn(name)
    postgres.drop_database(name)


@pytest.fixture
def pool(database) -> Iterator[Pool]:
    pool = Pool(database, size=8)
    yield pool
    pool.close()


@pytest.fixture
def store(pool) -> Store:
    return Store(pool)


@pytest.fixture
def superuser(database) -> Iterator[psycopg2.extensions.cursor]:
    with closing(psycopg2.connect(database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


@pytest.fixture
def login(database, superuser):
    """Open a connection as the service, its tail or its auditor."""
    provision(superuser.connection, "orders", PASSWORDS)
    opened = []

    def connect(kind: str) -> psycopg2.extensions.connection:
        logged_in = {"user": f"orders_{kind}", "password": PASSWORDS[kind]}
        dsn = psycopg2.extensions.make_dsn(database, **logged_in)
        opened.append(psycopg2.connect(dsn))
        opened[-1].autocommit = True
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def store_as(login):
    """The store as one of the logins holds it."""
    return lambda kind: Store(Pinned(login(kind)))


@pytest.fixture
def new():
    """Make an event to be recorded."""

    def make(kind="Happened", data='{"n":1}', occurred_us=None):
        return New(uuid4(), kind, 1, occurred_us, data, '{"actor":"someone"}')

    return make


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory) -> House:
    """The room of things, at work on databases of its own."""
    return House(postgres, tmp_path_factory.mktemp("house"))
