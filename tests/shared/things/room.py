"""The room of things."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from marshmallow.validate import Range

from shared.deciding import Decider
from shared.envelope import Envelope
from shared.messages import Command, Consequence, Event
from shared.projecting import Sql, projection
from shared.reacting import Due, Off, Reactions
from shared.refusals import Refused
from shared.room import Room
from shared.rulebook import when_policy_published_then_adopt

from . import events
from .events import CheckPostponed, ThingChecked, ThingLost, ThingMade, ThingTouched


class MakeThing(Command):
    """Make it."""

    thing_id: UUID
    owner_id: UUID
    label: str
    shelf: str | None = None
    check_at: datetime | None = None


class TouchThing(Command):
    """Touch it so many times."""

    thing_id: UUID
    times: Annotated[int, Range(min=1)]


class PostponeCheck(Command):
    """Look at it another time, or not at all."""

    thing_id: UUID
    check_at: datetime | None = None


class LoseThing(Command):
    """Admit that it is lost."""

    thing_id: UUID


class CheckThing(Consequence):
    """Look at it."""

    thing_id: UUID


NUDGE = 10


@dataclass(frozen=True)
class Thing:
    made: bool = False
    times: int = 0
    checked: bool = False
    lost: bool = False


def decide(command: Command, thing: Thing) -> list[Event]:
    match command:
        case MakeThing() if thing.made:
            raise Refused("already-made", "There is one of these already.")
        case MakeThing(label=label) if label.startswith("Crash"):
            raise ValueError(f"cannot make {label}")
        case MakeThing():
            return [ThingMade.following(command)]
        case PostponeCheck():
            return [CheckPostponed.following(command)]
        case LoseThing():
            return [ThingLost.following(command)]
        case CheckThing() if thing.lost:
            raise Refused("lost", "There is nothing to look at.", "not_lost")
        case TouchThing():
            return touch(command, thing)
        case CheckThing() if thing.checked:
            return []
        case CheckThing():
            return [ThingChecked.following(command)]
        case _:
            raise Refused.impossible(command, thing)


def touch(command: TouchThing, thing: Thing) -> list[Event]:
    if thing.lost and command.times >= NUDGE:
        raise Refused("lost", "There is nothing to nudge.", "not_lost")
    return [ThingTouched.following(command)]


def evolve(thing: Thing, event: Event) -> Thing:
    match event:
        case ThingMade():
            return replace(thing, made=True)
        case ThingTouched(times=times):
            return replace(thing, times=thing.times + times)
        case CheckPostponed():
            return thing
        case ThingLost():
            return replace(thing, lost=True)
        case _:
            return replace(thing, checked=True)


thing: Decider[Thing] = Decider(
    "thing-{thing_id}",
    Thing(),
    decide,
    evolve,
    accepts=(MakeThing, TouchThing, PostponeCheck, LoseThing, CheckThing),
)


def when_thing_made_then_check_later(told: Envelope[ThingMade]) -> list[Due]:
    at, thing_id = told.data.check_at, told.data.thing_id
    return [Due(f"check:{thing_id}", at, CheckThing(thing_id=thing_id))] if at else []


def when_check_postponed_then_check_then(told: Envelope[CheckPostponed]) -> list[Due | Off]:
    key, at = f"check:{told.data.thing_id}", told.data.check_at
    return [Due(key, at, CheckThing(thing_id=told.data.thing_id)) if at else Off(key)]


def when_thing_checked_then_not_its_neighbour(told: Envelope[ThingChecked]) -> list[Off]:
    """Things with ids one apart are neighbours."""
    return [Off(f"check:{UUID(int=told.data.thing_id.int + 1)}")]


def when_thing_made_then_touch(told: Envelope[ThingMade]) -> list[Command]:
    return [TouchThing(thing_id=told.data.thing_id, times=1)]


class Nudged(Event):
    """Heard from elsewhere."""

    thing_id: UUID


def when_nudged_then_touch(heard: Envelope[Nudged]) -> list[Command]:
    return [TouchThing(thing_id=heard.data.thing_id, times=NUDGE)]


@projection("touches (thing_id uuid PRIMARY KEY, times int NOT NULL)")
def touches(told: Envelope[Event], sql: Sql) -> None:
    match told.data:
        case ThingTouched(thing_id=thing_id, times=times):
            sql(
                """
                INSERT INTO touches AS now VALUES (%(thing)s, %(times)s)
                ON CONFLICT (thing_id) DO UPDATE SET times = now.times + excluded.times
                """,
                thing=str(thing_id),
                times=times,
            )


room = Room(
    name="things",
    events=events,
    deciders=(thing,),
    hears={
        "elsewhere": Reactions(when_nudged_then_touch, when_policy_published_then_adopt),
        "overthere": Reactions(when_nudged_then_touch),
    },
    reacts=Reactions(when_thing_made_then_touch),
    timers=Reactions(
        when_thing_made_then_check_later,
        when_check_postponed_then_check_then,
        when_thing_checked_then_not_its_neighbour,
    ),
    shows=(touches,),
)
