"""Sessions ahead that the rules no longer allow: kept, and marked to be looked at."""

from datetime import datetime

from shared.messages import Command, Event

from ..events import SessionNeedsReview
from ..policies.plan import Plan
from ..policies.scheduling import REVIEW, as_if_scheduled, broken


def breaches(ask: Command, plan: Plan, since: datetime) -> list[SessionNeedsReview]:
    """Every session from then on that could not be scheduled now, with the rules against it."""
    found = [
        (slot, broken(REVIEW, as_if_scheduled(slot).by(ask.asked), plan))
        for slot in plan.slots.values()
        if slot.starts_at >= since
    ]
    return [
        SessionNeedsReview.following(ask, session_id=slot.session_id, rules=rules)
        for slot, rules in found
        if rules
    ]


def to_review(ask: Command, plan: Plan, since: datetime) -> list[Event]:
    return [*breaches(ask, plan, since)]


def newly_to_review(ask: Command, before: Plan, plan: Plan) -> list[Event]:
    """Those ahead that stand worse now than before."""
    known = breaches(ask, before, ask.asked.at)
    return [one for one in breaches(ask, plan, ask.asked.at) if one not in known]
