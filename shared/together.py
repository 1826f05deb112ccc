"""Many commands at once: decided one after another in memory, recorded in one transaction.

Turns have nothing to do with each other. The commands of a turn are asked in order, and the first
no ends it; of a whole turn it leaves nothing but the record of the no. Each is answered, recorded
and repeatable exactly as if it had come alone; where that cannot be had together, because another
writer came in between or a decision fails, everything is left as it was, and they are to be asked
one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from shared.answering import Answer, Request
from shared.books import guide_of
from shared.commanding import Commands, is_elsewhere, thread_of
from shared.messages import Event, Json
from shared.recording import Thread
from shared.refusals import Invalid, Refused
from shared.remembering import Memory
from shared.store import Append, Loaded, Stored
from shared.store.each import LoadedEach
from shared.turns import Apart, Ended, Said

MOST = 2000


@dataclass(frozen=True)
class Decided:
    """Events still to be recorded."""

    request: Request
    stream: str
    version: int
    events: list[Event]
    asked: Any


class Together:
    """One lot of turns on its way through one room; if `whole`, each is recorded whole or not."""

    def __init__(self, commands: Commands, *, whole: bool = False) -> None:
        self.commands, self.room, self.whole = commands, commands.room, whole
        self.streams: dict[UUID, str] = {}
        self.stands: dict[str, Memory] = {}
        self.answered: dict[UUID, Said] = {}
        self.decided: list[Decided | Append] = []

    def submit(self, turns: Sequence[Sequence[Json]]) -> list[list[Ended]]:
        """What every command led to, turn by turn; raises Apart, or Invalid for too many."""
        if sum(map(len, turns)) > MOST:
            raise Invalid("Turns", {"": [f"At most {MOST} commands at a time."]})
        try:
            now = self.commands.clock.now()
            requests = [self.requests(turn, now) for turn in turns]
            self.load([one for turn in requests for one in turn if isinstance(one, Request)])
            asked = [self.turn(turn) for turn in requests]
            self.record()
        except Exception as fault:
            self.commands.books.forget()
            raise Apart from fault
        return [[self.ended(one) for one in turn] for turn in asked]

    def requests(self, turn: Sequence[Json], now: datetime) -> list[Request | Invalid]:
        """What is asked, up to what cannot be read."""
        found: list[Request | Invalid] = []
        for message in turn:
            try:
                found.append(self.commands.request(message, now))
            except Invalid as invalid:
                return [*found, invalid]
        return found

    def load(self, requests: Sequence[Request]) -> None:
        """Everything there is to know, in one round trip."""
        for one in requests:
            self.streams.setdefault(one.id, self.stream_of(one))
        self.kept = {stream: self.commands.memories.of(stream) for stream in self.streams.values()}
        after = {stream: kept.version if kept else -1 for stream, kept in self.kept.items()}
        guides = {guide_of(one.thread.programme) for one in requests} - {None}
        keys = {one.id for one in requests}
        self.loaded: LoadedEach = self.commands.store.load_each(after, keys, filter(None, guides))

    def turn(self, requests: Sequence[Request | Invalid]) -> Sequence[Request | Invalid]:
        """Ask in order, up to the first no; answers what was asked, of a broken whole the no."""
        undo = self.undoing([one for one in requests if isinstance(one, Request)])
        for place, one in enumerate(requests):
            if isinstance(one, Invalid) or not isinstance(self.answer(one), Answer):
                if self.whole:
                    undo()
                    return [one]
                return requests[: place + 1]
        return requests

    def undoing(self, requests: Sequence[Request]) -> Callable[[], None]:
        """What makes everything as it is now, but for the no, which is answered and recorded."""
        stood = {name: self.stands.get(name) for name in (self.streams[one.id] for one in requests)}
        new, decided = {one.id for one in requests} - self.answered.keys(), len(self.decided)

        def undo() -> None:
            for name, stand in stood.items():
                if stand:
                    self.stands[name] = stand
                else:
                    self.stands.pop(name, None)
            for id_ in new:
                if isinstance(self.answered.get(id_), Answer):
                    del self.answered[id_]
            # What was allowed is not put into rows yet: rows are the evidence of the no.
            self.decided[decided:] = [
                one for one in self.decided[decided:] if isinstance(one, Append)
            ]

        return undo

    def answer(self, request: Request) -> Said:
        """Decide, unless this was asked before."""
        if request.id not in self.answered:
            before = self.loaded.answered.get(request.id)
            self.answered[request.id] = self.again(before) if before else self.decide(request)
        return self.answered[request.id]

    def again(self, rows: Sequence[Stored]) -> Said:
        try:
            return self.commands.again(tuple(rows))
        except Refused as refused:
            return refused

    def ended(self, one: Request | Invalid) -> Ended:
        if isinstance(one, Invalid):
            return Ended("unknown", one)
        return Ended(type(one.command).__name__, self.answered[one.id])

    def decide(self, request: Request) -> Said:
        decider = self.decider_of(request)
        stream, programme = self.streams[request.id], request.thread.programme
        now = self.standing(stream, decider)
        if is_elsewhere(request, decider, now):
            raise Apart
        guide = self.loaded.guides.get(guide_of(programme) or "", -1)
        begun = now.begun_under(programme)
        asked = self.commands.books.circumstances(request, begun, guide, self.commands.store)
        try:
            events = decider.decide(request.command.by(asked), now.state)
        except Refused as no:
            refused = no.under(asked.rules.version if asked.rules else None)
            self.decided.append(self.commands.evidence(request, stream, refused))
            return refused
        if events:
            self.decided.append(Decided(request, stream, now.version, events, asked))
            now = grown(now, decider, events, thread_of(request, asked))
            self.stands[stream] = now
        return Answer(stream, now.version, ())

    def standing(self, stream: str, decider: Any) -> Memory:
        """How a stream stands after what was decided so far."""
        if stream not in self.stands:
            loaded = Loaded(self.loaded.events.get(stream, []), None, -1)
            kept = self.kept[stream]
            self.stands[stream] = self.commands.standing(decider, stream, kept, loaded)
        return self.stands[stream]

    def record(self) -> None:
        """Everything that was decided, in the order it was decided in."""
        events = [event for one in self.decided if isinstance(one, Decided) for event in one.events]
        recorder = self.commands.recorder
        recorder.vault.prepare(events)
        if appends := [self.rows(one) for one in self.decided]:
            self.commands.store.append_each(appends)

    def rows(self, one: Decided | Append) -> Append:
        if isinstance(one, Append):
            return one
        thread = thread_of(one.request, one.asked)
        rows = self.commands.recorder.rows(one.events, one.stream, one.asked, thread)
        names, ids = tuple(row.type for row in rows), tuple(str(row.id) for row in rows)
        self.answered[one.request.id] = Answer(one.stream, one.version + len(rows), names, ids)
        return Append(one.stream, rows, expected=one.version, key=one.request.id)

    def decider_of(self, request: Request) -> Any:
        return self.room.deciders_by_command[type(request.command).__name__][1]

    def stream_of(self, request: Request) -> str:
        stream: str = self.decider_of(request).stream_of(request.command)
        return stream


def grown(memory: Memory, decider: Any, events: Sequence[Event], thread: Thread) -> Memory:
    """How a stream stands with these events at its end."""
    first = memory.version < 0
    return Memory(
        memory.version + len(events),
        reduce(decider.evolve, events, memory.state),
        thread.programme if first else memory.programme,
        thread.policy_version if first else memory.policy_version,
    )
