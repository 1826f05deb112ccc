"""One room at work, without a framework: it answers commands, hears events, shows read models."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from psycopg2.extras import RealDictCursor

from shared.commanding import Commands
from shared.connecting import Pool
from shared.fields import instant, moment
from shared.inbox import Inbox
from shared.lots import hear_each
from shared.messages import Json
from shared.observing import CommandObserved, EventObserved, EventsObserved, TurnsObserved
from shared.together import Together
from shared.turns import Apart, told
from shared.wire import cloud_event

PROGRESS = """
SELECT (SELECT count(*) FROM es.pending),
       (SELECT coalesce(max(position), -1) FROM es.log),
       (SELECT coalesce(json_object_agg(name, position), '{}') FROM es.subscription
         WHERE name NOT LIKE 'shadow:%'),
       (SELECT coalesce(json_object_agg(type, ordinal), '{}') FROM es.said),
       (SELECT coalesce(json_object_agg(handler || ' ' || type, ordinal), '{}') FROM es.hearing),
       (SELECT count(*) FROM es.missing),
       (SELECT min(due_at) FROM es.timer WHERE fired_at IS NULL),
       (SELECT max(now) FROM es.clock)
"""
# How often a turn that is a whole is tried alone, other writers coming in between.
TRIES = 5
SAID_UP_TO = "SELECT position FROM es.subscription WHERE name = 'relay'"


def nobody() -> None:
    """In full mode the tail is another process and looks by itself."""


class Desk:
    """What the service class and the consoles use. All times are UTC.

    `wake` is called when something may have been recorded, so that a tail in the same process
    looks at once.
    """

    def __init__(self, commands: Commands, pool: Pool) -> None:
        self.commands, self.pool = commands, pool
        self.room, self.store = commands.room, commands.store
        self.inbox = Inbox(commands)
        self.wake: Callable[[], None] = nobody

    def submit(self, message: Json) -> Json:
        """Answer a command; raises Invalid or Refused."""
        try:
            with CommandObserved(self.room, message) as observed:
                return observed.ended(self.commands.submit(message)).dump()
        finally:
            self.wake()

    def submit_many(self, turns: list[list[Json]], *, whole: bool = False) -> list[Json]:
        """Answer many commands at once: each turn's in order, up to the first no.

        Where turns are `whole`, a no leaves nothing of its turn. What cannot be decided together is
        asked one by one. Raises Invalid if it is too much.
        """
        try:
            return self.together(turns, whole=whole)
        except Apart:
            return [self.apart(turn, whole=whole) for turn in turns]
        finally:
            self.wake()

    def together(self, turns: list[list[Json]], *, whole: bool) -> list[Json]:
        """The answers; raises Apart, and then nothing was recorded."""
        with TurnsObserved(self.room) as observed:
            return observed.ended(Together(self.commands, whole=whole).submit(turns))

    def apart(self, turn: list[Json], *, whole: bool) -> Json:
        """A turn without the others, and if it is a whole without other writers in between.

        What stays impossible, as where its streams belong to several programmes, is asked for one
        by one after all.
        """
        for _ in range(TRIES if whole else 0):
            with suppress(Apart):
                (answer,) = self.together([turn], whole=True)
                return answer
        return self.one_by_one(turn)

    def one_by_one(self, turn: list[Json]) -> Json:
        """A turn without company; a fault of ours ends this turn only."""
        answers: list[Json] = []
        try:
            for message in turn:
                answers.append(self.submit(message))  # noqa: PERF401 -- some count although one fails
        except Exception as no:  # noqa: BLE001 -- it was logged, and the asker is told its name
            return told(answers, no)
        return told(answers)

    def hear(self, exchange: str, message: Json) -> bool:
        """Let a message from another service have its effect once."""
        try:
            with EventObserved(self.room, exchange, message) as observed:
                reactions = self.room.hears[exchange]
                first = self.inbox.hear(f"hear_{exchange}", message, reactions)
                return observed.ended(first=first)
        finally:
            self.wake()

    def hear_many(self, exchange: str, messages: list[Json]) -> None:
        """Let messages have their effects once, in order; raises Apart: hear them one by one."""
        if len(messages) == 1:
            self.hear(exchange, messages[0])
            return
        try:
            with EventsObserved(self.room, exchange) as observed:
                reactions = self.room.hears[exchange]
                handler = f"hear_{exchange}"
                observed.ended(hear_each(self.commands, handler, messages, reactions))
        finally:
            self.wake()

    def rows(self, statement: str, **params: Any) -> list[Json]:
        """Rows of read models; tables stand unqualified."""
        with self.pool.connection() as lent, lent.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement, params)
            return [plain(row) for row in cursor.fetchall()]

    def row(self, statement: str, **params: Any) -> Json | None:
        """The first row, or None."""
        return next(iter(self.rows(statement, **params)), None)

    def value(self, statement: str, **params: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(statement, **params)
        return None if row is None else next(iter(row.values()))

    def progress(self) -> Json:
        """How far everything has come: what consoles, readiness checks and drivers need to know."""
        with self.pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute(PROGRESS)
            row: Any = cursor.fetchone()
        pending, head, hands, said, heard, missing, due, clock = row
        return {
            "service": self.room.name,
            "pending": pending,
            "head": head,
            "hands": hands,
            "said": {kind: count for kind, count in said.items() if kind in self.room.tells},
            "heard": heard,
            "missing": missing,
            "listens": {f"hear_{name}": list(one.types) for name, one in self.room.hears.items()},
            "next_due": due and instant(due),
            "clock": clock and instant(clock),
        }

    def events_after(self, kind: str, ordinal: int, limit: int = 100) -> list[Json]:
        """Published events of one type whose ordinal is greater, as they stand on the bus.

        This is how a gap is repaired.
        """
        return list(self.said(kind, ordinal, limit))

    def said(self, kind: str, ordinal: int, limit: int) -> Iterator[Json]:
        if kind not in self.room.tells:
            return
        with self.pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute(SAID_UP_TO)
            upto: Any = cursor.fetchone() or (-1,)
        for place, row in enumerate(self.store.log(types=[kind]), start=1):
            if row.position is None or row.position > upto[0] or place > ordinal + limit:
                return
            if place > ordinal:
                yield cloud_event(self.commands.recorder.open(row), place, None)

    def set_clock(self, at: str) -> str:
        """Move the clock of a rehearsal forward; raises where there is none, or backwards."""
        with self.pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute("SELECT es.set_clock(%s)", (moment(at),))
        return at


def plain(row: Any) -> Json:
    """A row as JSON values."""
    return {name: as_json(value) for name, value in row.items()}


def as_json(value: Any) -> Any:
    match value:
        case datetime():
            return instant(value)
        case None | bool() | int() | float() | str() | list() | dict():
            return value
        case _:
            return str(value)
