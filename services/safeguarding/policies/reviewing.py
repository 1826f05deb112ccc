"""When a review may be completed. Each rule says why not, or nothing."""

from dataclasses import dataclass

from shared.messages import Command

from ..commands import CompleteReview, DecideDbsDuty
from .rules import person, policy_of


@dataclass(frozen=True)
class Review:
    """Something somebody should look at; `kind` is empty before it was opened."""

    kind: str = ""
    dbs_decided: bool = False
    completed: bool = False


def is_a_person(ask: Command, _: Review) -> str | None:
    return None if person(ask) else "Only a person may do this, under their own name."


def review_is_open(_: CompleteReview | DecideDbsDuty, review: Review) -> str | None:
    return None if review.kind and not review.completed else "There is no such open review."


def reason_is_known(ask: CompleteReview, review: Review) -> str | None:
    if review.kind == "mentor_role_ended" and not ask.reason_code:
        return "Say for which reason the role was ended; the office knows."
    return None


def dbs_duty_is_decided(ask: CompleteReview, review: Review) -> str | None:
    grave = ask.reason_code in policy_of(ask).safeguarding.dbs_reasons
    if grave and not review.dbs_decided:
        return "Whether the barring service must be told has to be decided first."
    return None


DECIDING = (is_a_person, review_is_open)
COMPLETING = (is_a_person, review_is_open, reason_is_known, dbs_duty_is_decided)
