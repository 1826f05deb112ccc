"""The whole room in memory, but for its read models, which are kept in a real database."""

from collections import defaultdict
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

import psycopg2
from psycopg2.extras import RealDictCursor

from services.evaluation.room import room
from shared.asked import Actor, Asked
from shared.desk import plain
from shared.envelope import Envelope
from shared.rulebook import PolicyAdopted

from .vocabulary import JANUARY, NCS, PROGRAMME


class House:
    """`ask` and `hear` have every consequence at once; `log` is everything recorded."""

    def __init__(self, sql=None, rules=NCS):
        self.sql, self.rules = sql, rules
        self.streams, self.log, self.envelopes = defaultdict(list), [], []
        self.record(
            PolicyAdopted(
                programme=PROGRAMME,
                policy_version=1,
                effective_from=datetime.fromisoformat("2025-09-01T00:00:00Z"),
                document=as_json(rules.document),
                sha256="",
            ),
            JANUARY,
            "rulebook-1",
        )

    def ask(self, command, at=JANUARY, by="operator:1"):
        _, decider = room.deciders_by_command[type(command).__name__]
        stream = decider.stream_of(command)
        asked = Asked(at, Actor.parse(by), self.rules, self.rules)
        events = decider.decide(command.by(asked), decider.fold(self.streams[stream]))
        for event in events:
            self.streams[stream].append(type(event).revive(event.dump()))
        for event in events:
            self.record(event, at, stream)
        return events

    def hear(self, exchange, event, at=JANUARY):
        for command in room.hears[exchange].to(self.envelope(event, at)):
            self.ask(command, at)

    def record(self, event, at, stream):
        self.log.append(event)
        told = self.envelope(event, at, stream)
        self.envelopes.append(told)
        self.show(told)
        for command in room.reacts.to(told):
            self.ask(command, at)

    def show(self, told):
        if self.sql:
            for shown in room.shows:
                shown.project(told, self.sql)

    def replay(self):
        """Everything shown once more, in the order of the log."""
        for told in self.envelopes:
            self.show(told)

    def envelope(self, event, at, stream="thing-1"):
        return Envelope.about(event, id=uuid4(), occurred_at=at, stream=stream, programme=PROGRAMME)

    def told(self, kind):
        """Everything of this kind that was recorded."""
        return [event for event in self.log if isinstance(event, kind)]


def as_json(value):
    match value:
        case dict():
            return {name: as_json(inner) for name, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(value)


class Reader:
    """Read models on one connection, as a service reads them."""

    def __init__(self, connection):
        self.connection = connection

    def rows(self, statement, **params):
        with self.connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement, params)
            return [plain(row) for row in cursor.fetchall()]

    def row(self, statement, **params):
        return next(iter(self.rows(statement, **params)), None)

    def value(self, statement, **params):
        return next(iter((self.row(statement, **params) or {"": None}).values()))

    def tables(self):
        return [name for shown in room.shows for name in shown.table_names]

    def everything(self):
        return {
            name: sorted(map(str, self.rows(f"SELECT * FROM {name}"))) for name in self.tables()
        }

    def sql(self, statement, **params):
        with self.connection.cursor() as cursor:
            cursor.execute(statement, params)


@contextmanager
def read_models(dsn):
    """Every table of the room, empty, in a database of its own."""
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            for shown in room.shows:
                for table in shown.tables:
                    cursor.execute(f"CREATE TABLE {table}")
                for index in shown.indexes:
                    cursor.execute(f"CREATE INDEX ON {index}")
        yield Reader(connection)
    finally:
        connection.close()


def some_id():
    return UUID(int=uuid4().int)
