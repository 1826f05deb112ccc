"""How the places of one workshop are given out, line up and are given back.

Where places are given by rank, requests line up until the office has the places given out. Its
asking is the deadline: everybody who asked before is in line when the places are given out, because
a request and the deadline both take effect in the order of the log. Whoever asks later gets what is
left or waits by rank. A place that is given back goes to the next in line.
"""

from dataclasses import dataclass
from uuid import UUID

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands.training import (
    AllocateWorkshopPlaces,
    BookWorkshopPlace,
    GiveOutWorkshopPlaces,
    QueueForWorkshopPlace,
    ReleaseWorkshopPlace,
)
from ..events import (
    WorkshopPlaceAllocated,
    WorkshopPlaceReleased,
    WorkshopPlacesGivenOut,
    WorkshopPlaceWaitlisted,
    WorkshopRequestsClosed,
    WorkshopScheduled,
)
from ..policies.places import Waiting, booking_rules, line


@dataclass(frozen=True)
class Places:
    """`taken` never exceeds the capacity; nobody waits while a place that may be given is free."""

    plan: WorkshopScheduled
    given_out: bool
    closed: bool = False
    taken: frozenset[UUID] = frozenset()
    waiting: tuple[Waiting, ...] = ()

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
    kind = WorkshopPlaceAllocated if places.free else WorkshopPlaceWaitlisted
    return [kind.following(command, allowed_by=allowed)]


def queue(command: QueueForWorkshopPlace, places: Places) -> list[Event]:
    if command.participant_id in places.known:
        return []
    kind = WorkshopPlaceAllocated if places.free else WorkshopPlaceWaitlisted
    return [kind.following(command)]


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
    return [told, *(given(command, one) for one in served)]


def release(command: ReleaseWorkshopPlace, places: Places) -> list[Event]:
    if command.participant_id not in places.known:
        return []
    released = WorkshopPlaceReleased.following(command)
    if command.participant_id not in places.taken or not places.waiting:
        return [released]
    following, *_ = line(places.waiting, by_tier=places.plan.by_tier)
    return [released, given(command, following)]


def given(command: Command, one: Waiting) -> WorkshopPlaceAllocated:
    return WorkshopPlaceAllocated.following(
        command, participant_id=one.participant_id, tier=one.tier, submitted_at=one.since
    )
