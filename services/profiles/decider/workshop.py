"""How a workshop gives out its places and records who came."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from shared.deciding import Decider, obey
from shared.durations import day_of
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.training import (
    BookWorkshopPlace,
    RecordAttendance,
    ReleaseWorkshopPlace,
    ScheduleWorkshop,
)
from ..events import (
    WorkshopAttendanceRecorded,
    WorkshopPlaceAllocated,
    WorkshopPlaceReleased,
    WorkshopPlaceWaitlisted,
    WorkshopScheduled,
)
from ..policies.trainings import scheduling_rules


@dataclass(frozen=True)
class Unplanned: ...


@dataclass(frozen=True)
class Planned:
    """`taken` never exceeds the capacity; `waiting` is first come, first served."""

    plan: WorkshopScheduled
    taken: frozenset[UUID] = frozenset()
    waiting: tuple[UUID, ...] = ()
    minutes: Mapping[UUID, int] = field(default_factory=dict)


Workshop = Unplanned | Planned


def decide(command: Command, workshop: Workshop) -> list[Event]:
    match command, workshop:
        case ScheduleWorkshop() as ask, Unplanned():
            allowed = obey(scheduling_rules, ask, workshop)
            return [WorkshopScheduled.following(ask, allowed_by=allowed)]
        case ScheduleWorkshop(), Planned():
            return []
        case BookWorkshopPlace() as ask, Planned() as planned:
            return book(ask, planned)
        case ReleaseWorkshopPlace() as ask, Planned() as planned:
            return release(ask, planned)
        case RecordAttendance() as ask, Planned() as planned:
            return attend(ask, planned)
        case _:
            raise Refused.impossible(command, workshop)


def book(command: BookWorkshopPlace, planned: Planned) -> list[Event]:
    if command.participant_id in {*planned.taken, *planned.waiting}:
        return []
    full = len(planned.taken) >= planned.plan.capacity
    return [(WorkshopPlaceWaitlisted if full else WorkshopPlaceAllocated).following(command)]


def release(command: ReleaseWorkshopPlace, planned: Planned) -> list[Event]:
    if command.participant_id not in {*planned.taken, *planned.waiting}:
        return []
    released = WorkshopPlaceReleased.following(command)
    if command.participant_id in planned.waiting or not planned.waiting:
        return [released]
    following = planned.waiting[0]
    return [released, WorkshopPlaceAllocated.following(command, participant_id=following)]


def attend(command: RecordAttendance, planned: Planned) -> list[Event]:
    # A fact: recorded even for somebody who had no place.
    if planned.minutes.get(command.participant_id) == command.minutes:
        return []
    plan = planned.plan
    recorded = WorkshopAttendanceRecorded.following(
        command, item=plan.item, attended_on=day_of(plan.starts_at)
    )
    return [recorded]


def evolve(workshop: Workshop, event: Event) -> Workshop:
    match event, workshop:
        case WorkshopScheduled() as plan, _:
            return Planned(plan)
        case _, Planned() as planned:
            return replace(planned, **changes(event, planned))
        case _:
            return workshop


def changes(event: Event, planned: Planned) -> dict[str, Any]:
    match event:
        case WorkshopPlaceAllocated(participant_id=one):
            waiting = tuple(other for other in planned.waiting if other != one)
            return {"taken": planned.taken | {one}, "waiting": waiting}
        case WorkshopPlaceWaitlisted(participant_id=one):
            return {"waiting": (*planned.waiting, one)}
        case WorkshopPlaceReleased(participant_id=one):
            waiting = tuple(other for other in planned.waiting if other != one)
            return {"taken": planned.taken - {one}, "waiting": waiting}
        case WorkshopAttendanceRecorded(participant_id=one, minutes=minutes):
            return {"minutes": {**planned.minutes, one: minutes}}
        case _:
            return {}


workshop: Decider[Workshop] = Decider(
    "workshop-{workshop_id}",
    Unplanned(),
    decide,
    evolve,
    accepts=(ScheduleWorkshop, BookWorkshopPlace, ReleaseWorkshopPlace, RecordAttendance),
)
