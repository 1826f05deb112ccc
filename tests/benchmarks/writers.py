"""Three ways to make a fact last: ours, `eventsourcing`'s, and the least that PostgreSQL can do."""

from uuid import uuid4

import psycopg2
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg2.extensions import parse_dsn

from shared.connecting import Pool, connect
from shared.store import Append, Store

from . import facts

STREAM_OF = 20  # calls before a new stream begins

PLAIN = """
CREATE TABLE plain (
  stream text NOT NULL, version bigint NOT NULL, id uuid NOT NULL, type text NOT NULL,
  data json NOT NULL, meta json NOT NULL, position bigserial PRIMARY KEY
)
"""
PREPARED = """
PREPARE add AS
INSERT INTO plain (stream, version, id, type, data, meta)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::json[], $6::json[])
"""
PREPARED_ONE = """
PREPARE add AS
INSERT INTO plain (stream, version, id, type, data, meta) VALUES ($1, $2, $3, $4, $5, $6)
"""
ADD_ONE = "EXECUTE add (%s, %s, %s, %s, %s, %s)"
ADD = "EXECUTE add (%s, %s, %s::uuid[], %s, %s::json[], %s::json[])"


class Ours:
    """Expected version, idempotency key, canonical bytes, hash chain."""

    def __init__(self, dsn, batch):
        self.store, self.recorder = Store(Pool(dsn)), facts.recorder()
        self.batch, self.calls = batch, 0
        self.stream = ""

    def __call__(self):
        if self.calls % STREAM_OF == 0:
            self.stream = f"meeting-{uuid4()}"
        before = self.calls % STREAM_OF * self.batch - 1
        self.calls += 1
        rows = facts.rows(self.recorder, self.stream, self.batch)
        self.store.append(Append(self.stream, rows, expected=before, key=uuid4()))


class Theirs:
    """`eventsourcing` as it comes: the table is locked, so that no reader skips an event."""

    def __init__(self, dsn, batch):
        self.recorder, self.mapper = their_recorder(dsn), facts.mapper()
        self.batch, self.calls = batch, 0
        self.originator = uuid4()

    def __call__(self):
        if self.calls % STREAM_OF == 0:
            self.originator = uuid4()
        first = self.calls % STREAM_OF * self.batch + 1
        self.calls += 1
        rows = facts.their_rows(self.mapper, self.originator, first, self.batch)
        self.recorder.insert_events(rows)


class Raw:
    """A prepared INSERT into one plain table with one index: nothing is checked or hashed."""

    def __init__(self, dsn, batch):
        self.recorder, self.batch, self.version = facts.recorder(), batch, 0
        self.cursor = connect(dsn).cursor()
        self.cursor.execute(PREPARED_ONE if batch == 1 else PREPARED)

    def __call__(self):
        self.version += 1
        rows = facts.rows(self.recorder, "meeting-1", self.batch)
        columns = [
            ("meeting-1", self.version, str(one.id), one.type, one.data, one.meta) for one in rows
        ]
        if self.batch == 1:
            self.cursor.execute(ADD_ONE, columns[0])
        else:
            self.cursor.execute(ADD, tuple(map(list, zip(*columns, strict=True))))


def their_recorder(dsn):
    known = parse_dsn(dsn)
    names = ("dbname", "host", "port", "user", "password")
    return PostgresApplicationRecorder(PostgresDatastore(**{name: known[name] for name in names}))


def make_their_table(dsn):
    their_recorder(dsn).create_table()


def make_plain_table(dsn):
    with psycopg2.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute(PLAIN)
