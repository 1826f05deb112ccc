"""The hand that keeps durable timers: rows derived from the log, fired as commands, once each."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared import metrics
from shared.answering import Request
from shared.asked import Actor
from shared.clocks import Clock
from shared.commanding import Commands
from shared.envelope import Envelope
from shared.fields import Erased
from shared.inbox import consequence_id
from shared.reacting import Due, Off, Reactions
from shared.recording import Thread
from shared.refusals import Refused
from shared.store import Conflict, Stored

from .hands import Follower

SET = """
INSERT INTO es.timer (key, due_at, command, data, cause, meta)
SELECT * FROM unnest(%s::text[], %s::timestamptz[], %s::text[], %s::json[], %s::uuid[], %s::json[])
ON CONFLICT (key) DO UPDATE
   SET due_at = excluded.due_at, command = excluded.command, data = excluded.data,
       cause = excluded.cause, meta = excluded.meta, fired_at = NULL
"""
CANCEL = "DELETE FROM es.timer WHERE key = ANY (%s::text[]) AND fired_at IS NULL"
NEXT = "SELECT min(due_at) FROM es.timer WHERE fired_at IS NULL"
RIPE = """
SELECT key, due_at, command, data, cause::text, meta
  FROM es.timer
 WHERE fired_at IS NULL
   AND due_at = (SELECT min(due_at) FROM es.timer WHERE fired_at IS NULL AND due_at <= %s)
 ORDER BY key
 LIMIT 100
"""
FIRED = "UPDATE es.timer SET fired_at = now() WHERE key = %s"


Row = tuple[str, datetime, str, str, str, str]


class Timekeeper(Follower):
    """Sets timers up to the head of the log before it fires any: a cancelled one never fires.

    For the same reason it fires those of one instant at a time, and looks at the log in between:
    after a standstill, what the first brings about may cancel the second.
    """

    def __init__(self, commands: Commands, timers: Reactions, clock: Clock) -> None:
        super().__init__("timers", commands.store)
        self.commands, self.timers, self.clock, self.types = commands, timers, clock, timers.types
        self.next: datetime | None = None
        self.known = False

    def forget(self) -> None:
        """After a fault: also the next timer has to be looked for."""
        super().forget()
        self.known = False

    def step(self, head: int) -> bool:
        return super().step(head) or self.spare_time()

    def spare_time(self) -> bool:
        """Fire what is due: only now that every timer up to the head is set or cancelled."""
        return bool(self.types) and self.fire()

    def take(self, rows: list[Stored], upto: int) -> None:
        with self.store.transaction() as cursor:
            self.set(cursor, self.commands.recorder.open_each(rows))
            self.keep(cursor, upto)
        self.known = self.known and not rows

    def set(self, cursor: Cursor, every: Iterable[Envelope[Any]]) -> None:
        """Set and cancel what follows from events, a key at most once at a time."""
        rows: dict[str, Row | None] = {}
        for told in every:
            for one in self.timers.to(told):
                if one.key in rows:
                    written(cursor, rows)
                    rows = {}
                off = isinstance(one, Off) or isinstance(one.at, Erased)
                rows[one.key] = None if off else self.row(told, one)
        written(cursor, rows)

    def row(self, told: Envelope[Any], one: Due) -> Row:
        thread = Thread(
            correlation_id=told.correlation_id,
            causation_id=str(told.id),
            programme=told.programme,
            policy_version=told.policy_version,
        )
        data, meta = orjson.dumps(one.ask.dump()), orjson.dumps(asdict(thread))
        name = type(one.ask).__name__
        return one.key, one.at, name, data.decode(), str(told.id), meta.decode()

    def fire(self) -> bool:
        """Give every command whose time has come; False when there was none."""
        if not self.known:
            self.next, self.known = self.earliest(), True
        now = self.clock.now()
        if self.next is None or self.next > now:
            return False
        with self.store.transaction() as cursor:
            cursor.execute(RIPE, (now,))
            ripe = cursor.fetchall()
        for row in ripe:
            while not self.fired(row):
                metrics.CONFLICTS.labels(self.commands.room.name).inc()
        self.known = False
        return bool(ripe)

    def earliest(self) -> datetime | None:
        with self.store.transaction() as cursor:
            cursor.execute(NEXT)
            row: Any = cursor.fetchone()
            return row[0]  # type: ignore[no-any-return]

    def fired(self, row: tuple[Any, ...]) -> bool:
        """False when another writer came first."""
        key, due_at, name, data, cause, meta = row
        kind, _ = self.commands.room.deciders_by_command[name]
        request = Request(
            command=kind.revive(data),
            id=consequence_id(UUID(cause), key),
            at=due_at,
            by=Actor("timer", self.commands.room.name),
            thread=Thread(**meta),
        )
        try:
            with self.commands.transaction() as (cursor, inside):
                outcome = given(inside, request)
                cursor.execute(FIRED, (key,))
        except Conflict:
            return False
        metrics.TIMERS.labels(self.commands.room.name, outcome).inc()
        return True


def written(cursor: Cursor, rows: Mapping[str, Row | None]) -> None:
    """Cancel the keys that have no row, set the others; the order of different keys is all one."""
    if off := [key for key, row in rows.items() if row is None]:
        cursor.execute(CANCEL, (off,))
    if due := [row for row in rows.values() if row is not None]:
        cursor.execute(SET, [list(column) for column in zip(*due, strict=True)])


def given(commands: Commands, request: Request) -> str:
    """How it ended. A timer whose time came and was refused, which is recorded, has still fired."""
    try:
        answer = commands.attempt(request)
    except Refused:
        return "refused"
    return "done" if answer.recorded else "nothing"
