"""What the events of a case add up to."""

from dataclasses import replace
from uuid import UUID

from shared.messages import Event

from ..events import (
    AcknowledgementOverdue,
    CaseAccessGranted,
    CaseAccessRevoked,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    ClosureProposed,
    ConcernTriaged,
    DecisionNotToReferRecorded,
    DecisionSecondRead,
    DisclosureAcknowledged,
    DisclosureEscalated,
    DisclosureRecorded,
    DisclosureRouted,
    DraftLeftIdle,
    DraftSaved,
    FurtherWordsRecorded,
    InterimMeasureApplied,
    InterimMeasureLifted,
    LeadStoodDown,
    LeadToldOfDraft,
    ReferralMade,
    ReferralReplied,
)
from ..policies.standing import Case, Closed, Draft, InHand, Member, Report, Unheard, Waiting, more


def evolve(case: Case, event: Event) -> Case:
    match case:
        case Unheard() | Draft():
            return written(case, event)
        case Waiting():
            return waited(case, event)
        case InHand():
            return held(case, event)
        case Closed(was=was):
            after = worked(was, event)
            return after if isinstance(event, CaseReopened) else Closed(after)


def written(case: Unheard | Draft, event: Event) -> Case:
    """Before it was raised."""
    match event, case:
        case DraftSaved(idle_at=idle_at, errand=errand), _:
            return Draft(idle_at, errand, told=isinstance(case, Draft) and case.told)
        case DraftLeftIdle(), Draft():
            return replace(case, idle=True)
        case LeadToldOfDraft(), Draft():
            return replace(case, told=True)
        case DisclosureRecorded(), _:
            return Waiting(report_from(event), event.acknowledge_by)
        case _:
            return case


def waited(case: Waiting, event: Event) -> Case:
    """Until somebody has it."""
    match event:
        case DisclosureRouted(to=to, attempt=attempt) | DisclosureEscalated(to=to, attempt=attempt):
            told = case.told | {one.person_id for one in to}
            return replace(case, told=told, noted=attempt)
        case AcknowledgementOverdue(attempt=attempt, rung=rung, acknowledge_by=by):
            return replace(case, attempt=attempt, rung=rung, acknowledge_by=by)
        case FurtherWordsRecorded():
            return replace(case, report=more(case.report, event, event.raisers))
        case DisclosureAcknowledged(acknowledged_by=by):
            return taken(case, by)
        case _:
            return case


def taken(case: Waiting, by: UUID) -> InHand:
    """Somebody has it, and with it whatever another had in hand before."""
    new = InHand(case.report, by, (Member(by),), case.attempt)
    if case.before is None:
        return new
    team = (*without(case.before, by), Member(by))
    return replace(case.before, report=case.report, lead=by, team=team, attempt=case.attempt)


def held(case: InHand, event: Event) -> Case:
    """Once somebody has it, until it is closed or they have to give it up."""
    match event:
        case CaseClosed():
            return Closed(case)
        case LeadStoodDown(attempt=attempt, acknowledge_by=by):
            return Waiting(case.report, by, attempt, noted=attempt - 1, before=case)
        case _:
            return worked(case, event)


def worked(case: InHand, event: Event) -> InHand:
    """What is done with it."""
    match event:
        case FurtherWordsRecorded():
            return replace(case, report=more(case.report, event, event.raisers))
        case CaseReopened():
            return replace(case, proposed=None)
        case _:
            return weighed(handled(case, event), event)


def handled(case: InHand, event: Event) -> InHand:
    """Who has it, and what rests meanwhile."""
    match event:
        case CaseOpened(lead=lead):
            return replace(case, lead=lead, team=(*without(case, lead), Member(lead)))
        case CaseAccessGranted(person_id=new, until=until):
            return replace(case, team=(*without(case, new), Member(new, until)))
        case CaseAccessRevoked(person_id=gone):
            return replace(case, team=without(case, gone))
        case InterimMeasureApplied(measure_id=measure, relationship_ids=resting):
            return replace(case, measures=(*case.measures, (measure, resting)))
        case InterimMeasureLifted():
            return without_measure(case, event)
        case _:
            return case


def weighed(case: InHand, event: Event) -> InHand:
    """What was decided about it."""
    match event:
        case ConcernTriaged(threshold=threshold):
            return replace(case, threshold=threshold)
        case ReferralMade(referral_id=new):
            return replace(
                case, referrals=case.referrals | {new}, unanswered=case.unanswered | {new}
            )
        case ReferralReplied(referral_id=answered):
            return replace(case, unanswered=case.unanswered - {answered})
        case _:
            return settled(case, event)


def settled(case: InHand, event: Event) -> InHand:
    """What was left undone, and that no more is to be done."""
    match event:
        case DecisionNotToReferRecorded(decided_by=by, needs_second_reader=needed):
            return replace(case, kept_by=by, needs_second_reader=needed)
        case DecisionSecondRead():
            return replace(case, needs_second_reader=False)
        case ClosureProposed(proposed_by=by, outcome=outcome):
            return replace(case, proposed=(by, outcome))
        case _:
            return case


def without(case: InHand, person_id: UUID) -> tuple[Member, ...]:
    return tuple(one for one in case.team if one.person_id != person_id)


def without_measure(case: InHand, lifted: InterimMeasureLifted) -> InHand:
    left = tuple(one for one in case.measures if one[0] != lifted.measure_id)
    return replace(case, measures=left)


def report_from(told: DisclosureRecorded) -> Report:
    return Report(
        case_ref=told.case_ref,
        band=told.band,
        raisers=frozenset(told.raisers),
        accused=frozenset(told.accused),
        words=frozenset({(told.narrative, told.verbatim)}),
        institution_id=told.errand.institution_id,
        relationship_id=told.errand.relationship_id,
        programme=told.errand.programme,
    )
