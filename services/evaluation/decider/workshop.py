"""The ratings of one workshop, one a participant; a later one replaces the earlier."""

from dataclasses import dataclass, field
from uuid import UUID

from shared.deciding import Decider
from shared.messages import Event

from ..commands import RateWorkshop
from ..events import WorkshopRated


@dataclass(frozen=True)
class Ratings:
    """The last rating by participant."""

    by: dict[UUID, WorkshopRated] = field(default_factory=dict)


def decide(command: RateWorkshop, ratings: Ratings) -> list[Event]:
    rated = WorkshopRated.following(command)
    return [] if ratings.by.get(command.participant_id) == rated else [rated]


def evolve(ratings: Ratings, event: WorkshopRated) -> Ratings:
    return Ratings({**ratings.by, event.participant_id: event})


workshop: Decider[Ratings] = Decider(
    "workshop-{workshop_id}",
    Ratings(),
    decide,
    evolve,
    accepts=(RateWorkshop,),
    keeps_programme=True,
)
