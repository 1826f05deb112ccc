"""How two people decide whether to go on, and agree on what terms."""

from shared.deciding import obey
from shared.messages import Event
from shared.refusals import Refused

from ..commands import AgreeTerms, PlanSeries, ProposeTerms, RecordFitDecision
from ..events import (
    ContactChannelAgreed,
    FitConfirmed,
    FitDecisionRecorded,
    FitDenied,
    GoalSet,
    PairTermsAgreed,
    SeriesPlanned,
    TermsProposed,
)
from ..events.codes import Role
from ..policies.fitting import AGREEING, FIT, PROPOSING, SERIES
from ..policies.plan import Plan
from ..policies.rhythm import overdue_from
from .family import Family
from .folding import evolve
from .standing import called_off

BOTH: tuple[Role, ...] = ("mentor", "mentee")


def record_fit_decision(ask: RecordFitDecision, plan: Plan) -> list[Event]:
    if plan.fit_decisions.get(ask.by_role) == ask.verdict:
        return []
    allowed = obey(FIT, ask, plan)
    told = FitDecisionRecorded.following(ask, allowed_by=allowed)
    return [told, *settled(ask, evolve(plan, told))]


def settled(ask: RecordFitDecision, plan: Plan) -> list[Event]:
    verdicts = plan.fit_decisions
    if "not_a_fit" in verdicts.values():
        return [FitDenied.following(ask), *called_off(ask, plan, ask.asked.at)]
    return [FitConfirmed.following(ask)] if set(verdicts) == set(BOTH) else []


def propose_terms(ask: ProposeTerms, plan: Plan) -> list[Event]:
    allowed = obey(PROPOSING, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    told = TermsProposed.following(ask, mentee_person_id=person, allowed_by=allowed)
    if known := plan.proposals.get(ask.terms_id):
        return same_again(told, known)
    return [told]


def same_again(told: TermsProposed, known: TermsProposed) -> list[Event]:
    if told == known:
        return []
    raise Refused("terms-are-new", "Other terms were proposed by this id.", "terms_are_new")


def agree_terms(ask: AgreeTerms, plan: Plan) -> list[Event]:
    if ask.terms_id in plan.agreed:
        return []
    allowed = obey(AGREEING, ask, plan)
    proposed = plan.proposals[ask.terms_id]
    agreed = PairTermsAgreed.following(
        ask, meet_every=proposed.meet_every, channels=proposed.channels, allowed_by=allowed
    )
    timed = watched(ask, evolve(plan, agreed), agreed)
    return [timed, *opened(ask, plan, proposed), *aimed(ask, plan, proposed)]


def watched(ask: AgreeTerms, plan: Plan, agreed: PairTermsAgreed) -> PairTermsAgreed:
    """With the instant from which the next session is overdue, if they have met already."""
    last = plan.last_held_at
    if last is None or agreed.meet_every is None:
        return agreed
    due = overdue_from(ask, plan, last)
    return PairTermsAgreed.following(
        ask,
        meet_every=agreed.meet_every,
        channels=agreed.channels,
        overdue_at=due,
        last_held_at=last,
        allowed_by=agreed.allowed_by,
    )


def opened(ask: AgreeTerms, plan: Plan, proposed: TermsProposed) -> list[Event]:
    return [
        ContactChannelAgreed.following(ask, channel=one, by_role=role)
        for one in dict.fromkeys(proposed.channels)
        for role in BOTH
        if (one, role) not in plan.channels
    ]


def aimed(ask: AgreeTerms, plan: Plan, proposed: TermsProposed) -> list[Event]:
    """What for, as a goal of theirs; the steps come later."""
    if not proposed.aims or proposed.terms_id in plan.goals:
        return []
    person = proposed.mentee_person_id
    return [
        GoalSet.following(
            ask,
            goal_id=proposed.terms_id,
            mentee_person_id=person,
            text=proposed.aims,
            steps=(),
            step_count=0,
        )
    ]


def plan_series(ask: PlanSeries, plan: Plan) -> list[Event]:
    if plan.series == ask.count:
        return []
    allowed = obey(SERIES, ask, plan)
    return [SeriesPlanned.following(ask, allowed_by=allowed)]


FITTING: Family = {
    RecordFitDecision: record_fit_decision,
    ProposeTerms: propose_terms,
    AgreeTerms: agree_terms,
    PlanSeries: plan_series,
}
