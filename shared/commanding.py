"""The way of a command: load, fold, decide, append; asked twice, answered the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any, NoReturn

import orjson
from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared import metrics
from shared.answering import Answer, Request, Submission
from shared.asked import Actor, Asked
from shared.books import Books, guide_of
from shared.clocks import Clock
from shared.deciding import Decider
from shared.lending import Joined
from shared.messages import Event, Json
from shared.recording import Recorder, Thread
from shared.refusals import Invalid, Refused
from shared.refusing import CommandRefused, refusals_of
from shared.remembering import Memories, Memory, undisturbed
from shared.room import Room
from shared.store import Append, Conflict, Loaded, Store, Stored

# Every round at least one of those who race for a stream gets through.
TRIES = 50


class Commands:
    """Everything one room can be asked. Knows no bus and no framework."""

    def __init__(
        self, room: Room, store: Store, recorder: Recorder, clock: Clock, books: Books | None = None
    ) -> None:
        self.room, self.store, self.recorder, self.clock = room, store, recorder, clock
        self.books = books or Books(recorder)
        self.memories = Memories()
        # What this transaction wrote to: until it commits nobody may remember that. None outside.
        self.written: set[str] | None = None

    @contextmanager
    def transaction(self) -> Iterator[tuple[Cursor, "Commands"]]:
        """A transaction, and the same commands inside it; rolled back on any error."""
        try:
            with self.store.transaction() as cursor:
                yield cursor, self.within(cursor)
        except BaseException:
            self.books.forget()
            raise

    def within(self, cursor: Cursor) -> "Commands":
        """The same, inside a transaction that the caller commits."""
        joined = Store(Joined(cursor.connection))
        inside = Commands(self.room, joined, self.recorder, self.clock, self.books)
        inside.memories, inside.written = self.memories, set()
        return inside

    def submit(self, message: Json) -> Answer:
        """Answer a submission; raises Invalid (its shape) or Refused (a rule; recorded)."""
        return self.ask(self.request(message))

    def request(self, message: Json, now: datetime | None = None) -> Request:
        """What a submission asks for, at `now` if that was looked up already; raises Invalid."""
        asked = Submission.load(message)
        if asked.type not in self.room.asked_by_anybody:
            self.unknown(asked.type)
        kind, _ = self.room.deciders_by_command[asked.type]
        now = now or self.clock.now()
        request = Request(
            command=kind.load(asked.data),
            id=asked.id,
            at=asked.occurred_at or now,
            by=Actor.parse(asked.actor),
            thread=Thread(
                correlation_id=asked.correlation_id or str(asked.id),
                traceparent=asked.traceparent,
                programme=asked.programme,
            ),
        )
        if request.at > now:
            why = "occurred_at lies in the future; send the command when it has happened"
            raise Invalid("Submission", {"occurred_at": [why]})
        return request

    def unknown(self, name: str) -> NoReturn:
        """Say what would have been taken; raises Invalid."""
        known = ", ".join(sorted(self.room.asked_by_anybody))
        why = f"{self.room.name} does not take {name!r}. It takes: {known}."
        raise Invalid("Submission", {"type": [why]})

    def ask(self, request: Request) -> Answer:
        """Decide until no other writer comes in between; raises Refused (recorded) or Conflict."""
        for left in reversed(range(TRIES)):
            try:
                return self.attempt(request)
            except Conflict:
                metrics.CONFLICTS.labels(self.room.name).inc()
                if not left:
                    raise
        raise AssertionError

    def attempt(self, request: Request) -> Answer:
        """Decide once; raises Refused, recorded, or Conflict where another writer was first."""
        _, decider = self.room.deciders_by_command[type(request.command).__name__]
        stream = decider.stream_of(request.command)
        kept = self.memories.of(stream)
        after = kept.version if kept else -1
        guide = guide_of(request.thread.programme)
        loaded = self.store.load(stream, request.id, guide, after)
        if loaded.answered:
            return self.again(loaded.answered)
        now = self.standing(decider, stream, kept, loaded)
        if is_elsewhere(request, decider, now):
            return self.attempt(request.within(now.programme))
        begun = now.begun_under(request.thread.programme)
        asked = self.books.circumstances(request, begun, loaded.guide, self.store)
        try:
            events = decider.decide(request.command.by(asked), now.state)
        except Refused as no:
            refused = no.under(asked.rules.version if asked.rules else None)
            if not self.record_refusal(request, stream, refused):
                return self.answered_already(request, stream)
            raise refused from None
        if not events:
            return Answer(stream, now.version, ())
        return self.record(request, stream, events, asked, now.version)

    def standing(
        self, decider: Decider[Any], stream: str, kept: Memory | None, loaded: Loaded
    ) -> Memory:
        """How the stream stands: what was kept, folded further by what has come since."""
        now = kept or Memory(-1, decider.initial, *began(loaded.events))
        with undisturbed():
            now = self.further(decider, now, loaded.events)
            while loaded.more:
                loaded = self.store.load(stream, after=now.version)
                now = self.further(decider, now, loaded.events)
        if self.written is None or stream not in self.written:
            self.memories.keep(stream, now)
        return now

    def further(self, decider: Decider[Any], known: Memory, rows: list[Stored]) -> Memory:
        state = reduce(decider.evolve, self.recorder.events(rows), known.state)
        return replace(known, version=known.version + len(rows), state=state)

    def record(
        self, request: Request, stream: str, events: list[Event], asked: Asked, version: int
    ) -> Answer:
        """Append what was decided, if the stream still stands where it stood."""
        rows = self.recorder.rows(events, stream, asked, thread_of(request, asked))
        try:
            (recorded,) = self.store.append(Append(stream, rows, expected=version, key=request.id))
        except Conflict:
            self.memories.forget(stream)
            raise
        if self.written is not None:
            self.written.add(stream)
        if recorded.duplicate:
            return self.answered_already(request, stream)
        names, ids = tuple(row.type for row in rows), tuple(str(row.id) for row in rows)
        return Answer(recorded.stream, recorded.last, names, ids)

    def answered_already(self, request: Request, stream: str) -> Answer:
        """Another call with this id came first, while this one was deciding: its answer holds."""
        return self.again(self.store.load(stream, request.id).answered or ())

    def again(self, rows: tuple[Stored, ...]) -> Answer:
        """What was answered before; a refusal is refused again."""
        last = rows[-1]
        if last.type == CommandRefused.__name__:
            told = self.recorder.open(last)
            raise told.data.again(told.policy_version)
        names = tuple(row.type for row in rows)
        ids = tuple(str(row.id) for row in rows)
        return Answer(last.stream, last.version, names, ids, again=True)

    def record_refusal(self, request: Request, target: str, refused: Refused) -> bool:
        """Leave the evidence; False where another call with this id was answered before."""
        (recorded,) = self.store.append(self.evidence(request, target, refused))
        return not recorded.duplicate

    def evidence(self, request: Request, target: str, refused: Refused) -> Append:
        """What is recorded of a refusal."""
        asked = request.command.by(Asked(request.at, request.by))
        event = CommandRefused.of(asked, target, refused)
        stream = refusals_of(self.room.name)
        thread = replace(request.thread, policy_version=refused.policy_version)
        rows = self.recorder.rows([event], stream, asked.asked, thread)
        return Append(stream, rows, key=request.id)


def is_elsewhere(request: Request, decider: Decider[Any], now: Memory) -> bool:
    """Whether the asker names another programme than the one whose rules hold for the stream.

    What began in a programme that nobody had heard of began under no rules, and keeps none: a name
    misspelt at the first word must not leave it without any for ever.
    """
    begun = now.programme is not None and now.policy_version is not None
    return decider.keeps_programme and begun and now.programme != request.thread.programme


def thread_of(request: Request, asked: Asked) -> Thread:
    """The request's thread, with the policy version that decided."""
    return replace(request.thread, policy_version=asked.rules.version if asked.rules else None)


def began(rows: list[Stored]) -> tuple[str | None, int | None]:
    """The programme and the policy version that a stream's first event was recorded under."""
    meta = orjson.loads(rows[0].meta) if rows else {}
    return meta.get("programme"), meta.get("policyversion")
