"""A table of legal moves, and walks that try everything else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from shared.asked import Actor, Asked, Rules
from shared.deciding import Decider
from shared.messages import Command, Event
from shared.refusals import Refused

NEW = "new"
BEGIN = datetime(2026, 1, 5, 12, tzinfo=UTC)
PAUSES = [timedelta(hours=hours) for hours in (0, 0, 0, 1, 24, 24 * 15, 24 * 31, 24 * 100)]
STEPS, RARE, TRIES, AGAIN = 60, 0.05, 60, 0.7
Moves = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Table:
    """What may happen to one kind of thing.

    `moves`: stage → event → stage; an event that is named anywhere here happens nowhere else.
    `over`: stages that nothing leads out of. `asks` are tried often, `seldom` rarely, each by any
    of the `actors`. `subject` tells things of one stream apart: None for what it is not about.
    `stays`: whether the state's class changes only by a move of the table. `sound` is asked after
    every move, with the stage reached and a way to ask.
    """

    name: str
    decider: Decider[Any]
    moves: Moves
    asks: tuple[Command | Callable[[datetime], Command], ...]
    actors: tuple[str, ...]
    over: frozenset[str] = frozenset()
    seldom: tuple[Command | Callable[[datetime], Command], ...] = ()
    rules: Rules | None = None
    history: tuple[Event, ...] = ()
    subject: Callable[[Event], object] = field(default=lambda _: "it")
    stays: bool = True
    sound: Callable[[str, "Walk"], None] = field(default=lambda *_: None)

    @property
    def events(self) -> frozenset[str]:
        return frozenset(name for row in self.moves.values() for name in row)

    @property
    def every_move(self) -> set[tuple[str, str]]:
        return {(stage, name) for stage, row in self.moves.items() for name in row}


@dataclass(frozen=True)
class Place:
    """Where a walk has been."""

    at: datetime
    state: Any
    stages: Mapping[object, str]


def every_way(table: Table, seeds: Iterable[int]) -> set[tuple[str, str]]:
    """The moves that walks make, each from where an earlier one has left something untried."""
    made: set[tuple[str, str]] = set()
    places: dict[str, list[Place]] = {}
    for seed in seeds:
        left = sorted({stage for stage, _ in table.every_move - made} & set(places))
        walk = Walk(table, seed)
        if left and walk.chance.random() < AGAIN:
            walk.onward(walk.chance.choice(places[walk.chance.choice(left)]))
        made |= walk.go().made
        for stage, place in walk.places.items():
            places.setdefault(stage, []).append(place)
        if made == table.every_move:
            break
    return made


class Walk:
    """One life, at random; every event is held against the table as it happens."""

    def __init__(self, table: Table, seed: int) -> None:
        self.table, self.chance, self.at = table, Random(seed), BEGIN  # noqa: S311 -- a walk
        self.state = table.decider.fold(table.history)
        self.stages: dict[object, str] = {}
        self.made: set[tuple[str, str]] = set()
        # How things stood when a stage was last reached.
        self.places: dict[str, Place] = {}

    def onward(self, place: "Place") -> "Walk":
        """The same, from where another walk has been."""
        self.at, self.state, self.stages = place.at, place.state, dict(place.stages)
        return self

    def go(self) -> "Walk":
        for _ in range(STEPS):
            self.at += self.chance.choice(PAUSES)
            self.step()
        return self

    def step(self) -> None:
        """Ask one thing after the other until something happens."""
        rare = self.table.seldom and self.chance.random() < RARE
        asks = self.table.seldom if rare else self.table.asks
        for _ in range(TRIES):
            if events := self.answer(self.chance.choice(asks), self.chance.choice(self.actors)):
                self.happen(events)
                return

    @property
    def actors(self) -> tuple[str, ...]:
        return self.table.actors

    def answer(self, ask: Any, by: str) -> list[Event]:
        """What would happen; nothing where it is refused."""
        command = ask(self.at) if callable(ask) else ask
        rules = self.table.rules
        asked = Asked(self.at, Actor.parse(by), rules, rules)
        try:
            return self.table.decider.decide(command.by(asked), self.state)
        except Refused:
            return []

    def happen(self, events: list[Event]) -> None:
        for event in events:
            before = type(self.state)
            self.state = self.table.decider.evolve(self.state, event)
            name = type(event).__name__
            if name in self.table.events:
                self.move(name, self.table.subject(event))
            elif self.table.stays:
                assert type(self.state) is before, f"{name} moved it, and is in no table"
        for stage in self.stages.values():
            self.places[stage] = Place(self.at, self.state, dict(self.stages))

    def move(self, name: str, subject: object) -> None:
        stage = self.stages.get(subject, NEW)
        row = self.table.moves.get(stage, {})
        assert name in row, f"{name} happened to what is {stage}"
        self.stages[subject] = row[name]
        self.made.add((stage, name))
        self.table.sound(row[name], self)
        if row[name] in self.table.over:
            self.hold_still(subject)

    def hold_still(self, subject: object) -> None:
        """What is over stays over, whatever anybody asks, now or in a year."""
        for ask in (*self.table.asks, *self.table.seldom):
            for by in self.actors:
                for event in self.answer(ask, by):
                    about = self.table.subject(event) == subject
                    name = type(event).__name__
                    assert not (about and name in self.table.events), f"{name} after the end"
