"""How the places of one workshop are given out, line up and are given back.

Where places are given by rank, requests line up until the office has the places given out. Its
asking is the deadline: everybody who asked before is in line when the places are given out, because
a request and the deadline both take effect in the order of the log. Whoever asks later gets what is
left or waits by rank. A place that is given back goes to the next in line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from shared.deciding import obey
from shared.durations import later
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.training import (
    AllocateWorkshopPlaces,
    BookWorkshopPlace,
    ConfirmWorkshopPlace,
    GiveOutWorkshopPlaces,
    QueueForWorkshopPlace,
    ReleaseHeldPlace,
    ReleaseWorkshopPlace,
)
from ..events import (
    WorkshopPlaceAllocated,
    WorkshopPlaceConfirmed,
    WorkshopPlaceReleased,
    WorkshopPlacesGivenOut,
    WorkshopPlaceWaitlisted,
    WorkshopRequestsClosed,
    WorkshopScheduled,
)
from ..policies.asking import policy_of
from ..policies.places import Waiting, booking_rules, line


@dataclass(frozen=True)
class Places:
    """`taken` never exceeds the capacity; nobody waits while a place that may be given is free.

    `held` says until when a place is kept that its owner has not confirmed.
    """

    plan: WorkshopScheduled
    given_out: bool
    closed: bool = False
    taken: frozenset[UUID] = frozenset()
    waiting: tuple[Waiting, ...] = ()
    held: Mapping[UUID, datetime] = field(default_factory=dict)

    @property
    def known(self) -> set[UUID]:
        """Everybody with a place or in line."""
        return {*self.taken, *(one.participant_id for one in self.waiting)}

    @property
    def free(self) -> int:
        """How many places may be given now."""
        return max(self.plan.capacity - len(self.taken), 0) if self.given_out else 0


def of(plan: WorkshopScheduled) -> Places:
    """The places of a workshop just planned."""
    return Places(plan, given_out=not plan.by_tier)


def book(command: BookWorkshopPlace, places: Places) -> list[Event]:
    allowed = obey(booking_rules, command, places.plan)
    if command.participant_id in places.known:
        return []
    if not places.free:
        return [WorkshopPlaceWaitlisted.following(command, allowed_by=allowed)]
    until = held_until(command, places.plan)
    return [WorkshopPlaceAllocated.following(command, held_until=until, allowed_by=allowed)]


def queue(command: QueueForWorkshopPlace, places: Places) -> list[Event]:
    if command.participant_id in places.known:
        return []
    if not places.free:
        return [WorkshopPlaceWaitlisted.following(command)]
    return [WorkshopPlaceAllocated.following(command, held_until=held_until(command, places.plan))]


def close(command: AllocateWorkshopPlaces, places: Places) -> list[Event]:
    known = places.closed or places.given_out
    return [] if known else [WorkshopRequestsClosed.following(command)]


def give_out(command: GiveOutWorkshopPlaces, places: Places) -> list[Event]:
    if places.given_out:
        return []
    turns = line(places.waiting, by_tier=True)
    served = turns[: places.plan.capacity]
    told = WorkshopPlacesGivenOut.following(
        command, places=len(served), waiting=len(turns) - len(served)
    )
    return [told, *(given(command, one, places) for one in served)]


def release(command: ReleaseWorkshopPlace, places: Places) -> list[Event]:
    if command.participant_id not in places.known:
        return []
    return [WorkshopPlaceReleased.following(command), *next_in_line(command, places)]


def confirm(command: ConfirmWorkshopPlace, places: Places) -> list[Event]:
    if command.participant_id not in places.taken:
        raise Refused.impossible(command, places)
    unsure = command.participant_id in places.held
    return [WorkshopPlaceConfirmed.following(command)] if unsure else []


def lapse(command: ReleaseHeldPlace, places: Places) -> list[Event]:
    """Once: a place confirmed, given back or held anew since is left alone."""
    if places.held.get(command.participant_id) != command.held_until:
        return []
    released = WorkshopPlaceReleased.following(command, lapsed=True)
    return [released, *next_in_line(command, places)]


Leaving = ReleaseWorkshopPlace | ReleaseHeldPlace


def next_in_line(command: Leaving, places: Places) -> list[Event]:
    """Who gets the place that this participant had, if they had one and anybody waits."""
    if command.participant_id not in places.taken or not places.waiting:
        return []
    following, *_ = line(places.waiting, by_tier=places.plan.by_tier)
    return [given(command, following, places)]


def given(command: Command, one: Waiting, places: Places) -> WorkshopPlaceAllocated:
    return WorkshopPlaceAllocated(
        workshop_id=places.plan.workshop_id,
        participant_id=one.participant_id,
        tier=one.tier,
        submitted_at=one.since,
        held_until=held_until(command, places.plan),
    )


def held_until(command: Command, plan: WorkshopScheduled) -> datetime | None:
    """The end of the hold, and at the latest the beginning of the workshop; None without one."""
    rules = policy_of(command)
    hold = rules.training.capacity.hold
    if hold is None or command.asked.at >= plan.starts_at:
        return None
    end = later(command.asked.at, hold, rules.policy.time_zone, rules.holidays)
    return min(end, plan.starts_at)
