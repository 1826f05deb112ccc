"""The whole room in memory: commands decided, reactions followed, timers fired, in order."""

from collections import defaultdict, deque
from uuid import uuid4

from services.matching.room import room
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.reacting import Off
from shared.refusals import Refused

from .vocabulary import NOW, PROGRAMME, RULES


class House:
    """`ask` and `hear` have every consequence at once; `log` holds every envelope recorded."""

    def __init__(self, rules=RULES):
        self.rules, self.now = rules, NOW
        self.streams, self.log, self.due = defaultdict(list), [], {}

    def at(self, now):
        """Let time pass: whatever falls due on the way happens."""
        while ripe := sorted(
            ((one.at, key) for key, one in self.due.items() if one.at <= now), key=str
        ):
            at, key = ripe[0]
            self.now = max(at, self.now)
            self.ask(self.due.pop(key).ask, by="timer:")
        self.now = now
        return self

    def ask(self, command, by="operator:1"):
        """Decide, and follow every reaction; in the order in which things were recorded."""
        told = deque(self.decide(command, by))
        while told:
            envelope = told.popleft()
            self.time(envelope)
            for next_ in room.reacts.to(envelope):
                told.extend(self.follow(next_))
        return self

    def hear(self, exchange, event, times=1, programme=PROGRAMME):
        """Somebody else says something, once or more often."""
        for _ in range(times):
            envelope = self.envelope(event, "thing-1", programme)
            for command in room.hears[exchange].to(envelope):
                self.ask(command, by="service:matching")
        return self

    def follow(self, command):
        try:
            return self.decide(command, "service:matching")
        except Refused:
            return []

    def decide(self, command, by):
        _, decider = room.deciders_by_command[type(command).__name__]
        stream = decider.stream_of(command)
        asked = Asked(self.now, Actor.parse(by), self.rules, self.rules)
        events = decider.decide(command.by(asked), decider.fold(self.streams[stream]))
        read_back = [type(event).revive(event.dump()) for event in events]
        assert read_back == events
        self.streams[stream].extend(read_back)
        envelopes = [self.envelope(event, stream) for event in events]
        self.log.extend(envelopes)
        return envelopes

    def time(self, envelope):
        for one in room.timers.to(envelope):
            if isinstance(one, Off):
                self.due.pop(one.key, None)
            else:
                self.due[one.key] = one

    def envelope(self, event, stream, programme=PROGRAMME):
        return Envelope.about(
            event, id=uuid4(), occurred_at=self.now, stream=stream, programme=programme
        )

    def told(self, kind):
        """Everything of this kind that was recorded, in order."""
        return [one.data for one in self.log if isinstance(one.data, kind)]
