"""How a review decides: somebody looks at something and says what they found."""

from dataclasses import replace

from shared.deciding import Decider, allow, obey
from shared.messages import Event

from ..commands import CompleteReview, DecideDbsDuty, OpenReview
from ..events import DbsDutyDecided, ReviewCompleted, ReviewOpened
from ..policies.reviewing import COMPLETING, DECIDING, Review
from ..policies.rules import somebody


def decide(ask: OpenReview | DecideDbsDuty | CompleteReview, review: Review) -> list[Event]:
    match ask:
        case OpenReview():
            return [] if review.kind else [ReviewOpened.following(ask)]
        case DecideDbsDuty():
            allowed = obey(DECIDING, ask, review)
            return allow([DbsDutyDecided.following(ask, decided_by=somebody(ask))], allowed)
        case CompleteReview():
            allowed = obey(COMPLETING, ask, review)
            return allow([ReviewCompleted.following(ask, completed_by=somebody(ask))], allowed)


def evolve(review: Review, event: Event) -> Review:
    match event:
        case ReviewOpened(kind=kind):
            return Review(kind)
        case DbsDutyDecided():
            return replace(review, dbs_decided=True)
        case ReviewCompleted():
            return replace(review, completed=True)
        case _:
            return review


review: Decider[Review] = Decider(
    "review-{review_id}",
    Review(),
    decide,
    evolve,
    accepts=(OpenReview, DecideDbsDuty, CompleteReview),
    keeps_programme=True,
)
