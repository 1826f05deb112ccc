"""Who comes next where workshop places are few: the order of the line, and who may join how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ..commands.training import BookWorkshopPlace, RecordAttendance, ScheduleWorkshop
from ..events import WorkshopScheduled
from .asking import policy_of
from .roles import gives_the_training

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Waiting:
    """One in line; `tier` and `since` are None where places are given as they are asked for."""

    participant_id: UUID
    tier: int | None = None
    since: datetime | None = None

    @property
    def turn(self) -> tuple[int, datetime, UUID]:
        """The rank, then the moment of asking, then the id, so that no two are equal."""
        return self.tier or 0, self.since or LONG_AGO, self.participant_id


def line(waiting: Iterable[Waiting], *, by_tier: bool) -> tuple[Waiting, ...]:
    """In the order of their turns (ASME-26 to ASME-28), or as they came."""
    return tuple(sorted(waiting, key=lambda one: one.turn)) if by_tier else tuple(waiting)


def places_allowed(command: ScheduleWorkshop, _: object) -> str | None:
    most = policy_of(command).training.capacity.places
    over = most is not None and command.capacity > most
    return f"A workshop of this programme has {most} places at most." if over else None


def places_as_asked(_: BookWorkshopPlace, plan: WorkshopScheduled) -> str | None:
    return "The places are given by rank: request one." if plan.by_tier else None


def provider_gives_it(command: RecordAttendance, plan: WorkshopScheduled) -> str | None:
    """ASME-05: a provider records who came to what is given by one, and to nothing else."""
    strange = gives_the_training(command, plan) and plan.provider is None
    return "This workshop is not given by a provider." if strange else None


booking_rules = (places_as_asked,)
attendance_rules = (provider_gives_it,)
