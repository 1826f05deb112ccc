"""How a workshop gives out its places and records who came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.deciding import Decider, obey
from shared.durations import day_of
from shared.messages import Command, Event

from ..commands.training import (
    AllocateWorkshopPlaces,
    BookWorkshopPlace,
    ConfirmWorkshopPlace,
    GiveOutWorkshopPlaces,
    QueueForWorkshopPlace,
    RecordAttendance,
    ReleaseHeldPlace,
    ReleaseWorkshopPlace,
    ScheduleWorkshop,
)
from ..events import (
    WorkshopAttendanceRecorded,
    WorkshopPlaceAllocated,
    WorkshopPlaceConfirmed,
    WorkshopPlaceReleased,
    WorkshopPlacesGivenOut,
    WorkshopPlaceWaitlisted,
    WorkshopRequestsClosed,
    WorkshopScheduled,
)
from ..policies.asking import only, policy_of, zone_of
from ..policies.places import Waiting, attendance_rules
from ..policies.trainings import scheduling_rules
from .placing import Places, book, close, confirm, give_out, lapse, of, queue, release


@dataclass(frozen=True)
class Unplanned: ...


@dataclass(frozen=True)
class Planned:
    """The plan, its places, and how many minutes everybody attended."""

    plan: WorkshopScheduled
    places: Places
    minutes: Mapping[UUID, int] = field(default_factory=dict)


Workshop = Unplanned | Planned


def schedule(command: ScheduleWorkshop, workshop: Workshop) -> list[Event]:
    if isinstance(workshop, Planned):
        return []
    allowed = obey(scheduling_rules, command, workshop)
    by_tier = policy_of(command).training.capacity.places is not None
    return [WorkshopScheduled.following(command, by_tier=by_tier, allowed_by=allowed)]


PLACING: Mapping[type[Command], Callable[[Any, Places], list[Event]]] = {
    BookWorkshopPlace: book,
    QueueForWorkshopPlace: queue,
    AllocateWorkshopPlaces: close,
    GiveOutWorkshopPlaces: give_out,
    ReleaseWorkshopPlace: release,
    ConfirmWorkshopPlace: confirm,
    ReleaseHeldPlace: lapse,
}


def decide(command: Command, workshop: Workshop) -> list[Event]:
    if isinstance(command, ScheduleWorkshop):
        return schedule(command, workshop)
    planned: Planned = only(command, workshop, Planned)
    if isinstance(command, RecordAttendance):
        return attend(command, planned)
    return PLACING[type(command)](command, planned.places)


def attend(command: RecordAttendance, planned: Planned) -> list[Event]:
    # A fact: recorded even for somebody who had no place.
    obey(attendance_rules, command, planned.plan)
    if planned.minutes.get(command.participant_id) == command.minutes:
        return []
    plan = planned.plan
    recorded = WorkshopAttendanceRecorded.following(
        command, item=plan.item, attended_on=day_of(plan.starts_at, zone_of(command))
    )
    return [recorded]


def evolve(workshop: Workshop, event: Event) -> Workshop:
    match event, workshop:
        case WorkshopScheduled() as plan, _:
            return Planned(plan, of(plan))
        case WorkshopAttendanceRecorded(participant_id=one, minutes=minutes), Planned() as planned:
            return replace(planned, minutes={**planned.minutes, one: minutes})
        case _, Planned() as planned:
            news = {**moved(event, planned.places), **held(event, planned.places)}
            return replace(planned, places=replace(planned.places, **news))
        case _:
            return workshop


def moved(event: Event, places: Places) -> dict[str, Any]:
    match event:
        case WorkshopPlaceAllocated(participant_id=one):
            return {"taken": places.taken | {one}, "waiting": without(one, places)}
        case WorkshopPlaceWaitlisted(participant_id=one, tier=tier, submitted_at=since):
            return {"waiting": (*places.waiting, Waiting(one, tier, since))}
        case WorkshopPlaceReleased(participant_id=one):
            return {"taken": places.taken - {one}, "waiting": without(one, places)}
        case WorkshopRequestsClosed():
            return {"closed": True}
        case WorkshopPlacesGivenOut():
            return {"given_out": True}
        case _:
            return {}


def held(event: Event, places: Places) -> dict[str, Any]:
    match event:
        case WorkshopPlaceAllocated(participant_id=one, held_until=datetime() as until):
            return {"held": {**places.held, one: until}}
        case WorkshopPlaceConfirmed(participant_id=one) | WorkshopPlaceReleased(participant_id=one):
            return {"held": {each: to for each, to in places.held.items() if each != one}}
        case _:
            return {}


def without(gone: UUID, places: Places) -> tuple[Waiting, ...]:
    return tuple(one for one in places.waiting if one.participant_id != gone)


workshop: Decider[Workshop] = Decider(
    "workshop-{workshop_id}",
    Unplanned(),
    decide,
    evolve,
    accepts=(ScheduleWorkshop, RecordAttendance, *PLACING),
    keeps_programme=True,
)
