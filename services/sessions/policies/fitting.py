"""The rules of finding out whether two suit each other, and of agreeing on terms."""

from shared.durations import parse

from ..commands import (
    AgreeContactChannel,
    AgreeTerms,
    PlanSeries,
    ProposeTerms,
    RecordFitDecision,
)
from ..events.codes import Code, Role
from .contacting import CHANNEL
from .plan import Plan
from .scheduling import relationship_is_active
from .terms import terms
from .working import relationship_is_known, speaks_for_themself


def fit_is_asked(ask: RecordFitDecision, _: Plan) -> str | None:
    chemistry = terms(ask).sessions.chemistry
    mutual = chemistry is not None and chemistry.decision == "mutual"
    return None if mutual else "The programme does not ask for a decision."


def they_have_met(_: RecordFitDecision, plan: Plan) -> str | None:
    return None if plan.held else "They decide once they have met."


def fit_is_open(_: RecordFitDecision, plan: Plan) -> str | None:
    return "It is settled. Either may end the relationship." if plan.fit_settled else None


FIT = (relationship_is_known, fit_is_asked, speaks_for_themself, they_have_met, fit_is_open)


def terms_say_something(ask: ProposeTerms, _: Plan) -> str | None:
    says = ask.meet_every or ask.channels or ask.aims
    return None if says else "Terms say how often, by what means or what for."


def cadence_is_the_pairs(ask: ProposeTerms, _: Plan) -> str | None:
    if ask.meet_every is None or terms(ask).sessions.cadence.is_the_pairs:
        return None
    return "How often they meet is the programme's to say."


def cadence_is_days_at_least(ask: ProposeTerms, _: Plan) -> str | None:
    if ask.meet_every is None:
        return None
    length = parse(ask.meet_every)
    return None if length.months or length.days else "They meet at most once a day."


def channels_are_allowed(ask: ProposeTerms, plan: Plan) -> str | None:
    return refused_channel(ask, plan, ask.channels, ask.by_role)


def refused_channel(
    ask: ProposeTerms | AgreeTerms, plan: Plan, channels: tuple[Code, ...], role: Role
) -> str | None:
    """The first reason against any of these channels."""
    asked = [
        AgreeContactChannel(relationship_id=ask.relationship_id, channel=one, by_role=role)
        for one in channels
    ]
    reasons = [rule(one.by(ask.asked), plan) for one in asked for rule in CHANNEL]
    return next((why for why in reasons if why), None)


PROPOSING = (
    relationship_is_active,
    speaks_for_themself,
    terms_say_something,
    cadence_is_the_pairs,
    cadence_is_days_at_least,
    channels_are_allowed,
)


def terms_are_proposed(ask: AgreeTerms, plan: Plan) -> str | None:
    return None if ask.terms_id in plan.proposals else "No such terms were proposed."


def the_other_agrees(ask: AgreeTerms, plan: Plan) -> str | None:
    own = plan.proposals[ask.terms_id].by_role == ask.by_role
    return "Whoever proposed the terms waits for the other." if own else None


def channels_are_still_allowed(ask: AgreeTerms, plan: Plan) -> str | None:
    return refused_channel(ask, plan, plan.proposals[ask.terms_id].channels, ask.by_role)


AGREEING = (
    relationship_is_active,
    speaks_for_themself,
    terms_are_proposed,
    the_other_agrees,
    channels_are_still_allowed,
)


def series_is_offered(ask: PlanSeries, _: Plan) -> str | None:
    shape = "one_off" if ask.count == 1 else "short_series"
    offered = terms(ask).relationship.shapes
    return None if shape in offered else "The programme knows no such shape."


def series_is_longer_than_held(ask: PlanSeries, plan: Plan) -> str | None:
    return "As many were held already." if ask.count <= plan.talks else None


SERIES = (relationship_is_active, series_is_offered, series_is_longer_than_held)
