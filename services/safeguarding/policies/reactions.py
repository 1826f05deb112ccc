"""When this is heard, then that is asked; and the alarms that ring when nobody does anything."""

from uuid import NAMESPACE_URL, UUID, uuid5

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Due, Off

from ..commands import (
    ChaseAcknowledgement,
    ChaseReferral,
    LiftHold,
    LocateCase,
    NoteRouting,
    OpenReview,
    PlaceHold,
    RouteCase,
    TellOfDraft,
)
from ..events import (
    AcknowledgementOverdue,
    CaseLocated,
    CasePassedOn,
    CaseRouted,
    DisclosureAcknowledged,
    DisclosureRecorded,
    DraftLeftIdle,
    DraftSaved,
    Errand,
    GiftLimitReached,
    HoldReleaseRequested,
    HoldRequested,
    InterimMeasureApplied,
    InterimMeasureLifted,
    LeadStoodDown,
    PatternRaised,
    ReferralChased,
    ReferralMade,
    ReferralReplied,
)

# The operator's own people stand on one roster, whichever institution or programme a case is of.
OPERATOR = uuid5(NAMESPACE_URL, "urn:roster:operator")


def when_told_then_look_for_people(told: Envelope[DisclosureRecorded]) -> list[Command]:
    return look(told.data.errand)


def when_a_draft_is_left_then_look_for_people(told: Envelope[DraftLeftIdle]) -> list[Command]:
    return look(told.data.errand)


def when_located_then_look_there(told: Envelope[CaseLocated]) -> list[Command]:
    return look(told.data.errand)


def when_nobody_answers_then_look_further(told: Envelope[AcknowledgementOverdue]) -> list[Command]:
    return look(told.data.errand)


def when_the_lead_stands_down_then_look_again(told: Envelope[LeadStoodDown]) -> list[Command]:
    return look(told.data.errand)


def when_passed_on_then_look_at_the_operator(told: Envelope[CasePassedOn]) -> list[Command]:
    return [RouteCase(roster_id=OPERATOR, errand=told.data.errand, skipped=told.data.skipped)]


def look(errand: Errand) -> list[Command]:
    """In the institution's roster, once that is known; else the operator's."""
    if errand.institution_id is None and errand.relationship_id:
        return [LocateCase(relationship_id=errand.relationship_id, errand=errand)]
    return [RouteCase(roster_id=errand.institution_id or OPERATOR, errand=errand)]


def when_routed_then_note_it(told: Envelope[CaseRouted]) -> list[Command]:
    found = told.data
    return [
        NoteRouting(
            case_id=found.case_id,
            attempt=found.attempt,
            why=found.why,
            basis=found.basis,
            to=found.to,
            skipped=found.skipped,
        )
    ]


def when_a_hold_is_requested_then_place_it(told: Envelope[HoldRequested]) -> list[Command]:
    return [PlaceHold(relationship_id=told.data.relationship_id, reference=told.data.reference)]


def when_a_release_is_requested_then_lift(told: Envelope[HoldReleaseRequested]) -> list[Command]:
    return [LiftHold(relationship_id=told.data.relationship_id, reference=told.data.reference)]


def when_a_measure_applies_then_hold(told: Envelope[InterimMeasureApplied]) -> list[Command]:
    return [
        PlaceHold(relationship_id=one, reference=told.data.measure_id)
        for one in told.data.relationship_ids
    ]


def when_a_measure_is_lifted_then_lift(told: Envelope[InterimMeasureLifted]) -> list[Command]:
    return [
        LiftHold(relationship_id=one, reference=told.data.measure_id)
        for one in told.data.relationship_ids
    ]


def when_a_pattern_shows_then_review(told: Envelope[PatternRaised]) -> list[Command]:
    review = review_after(told.id)
    return [OpenReview(review_id=review, kind="low_level_pattern", person_id=told.data.person_id)]


def when_gifts_add_up_then_review(told: Envelope[GiftLimitReached]) -> list[Command]:
    review = review_after(told.id)
    return [
        OpenReview(review_id=review, kind="gift_limit", relationship_id=told.data.relationship_id)
    ]


def review_after(event: UUID) -> UUID:
    """One review an event, however often it is heard."""
    return uuid5(event, "review")


def while_a_draft_lies(told: Envelope[DraftSaved]) -> list[Due | Off]:
    ask = TellOfDraft(case_id=told.data.case_id)
    return [Due(f"draft-idle:{told.data.case_id}", told.data.idle_at, ask)]


def while_nobody_has_it(told: Envelope[DisclosureRecorded]) -> list[Due | Off]:
    case = told.data.case_id
    ask = ChaseAcknowledgement(case_id=case, attempt=0)
    return [Off(f"draft-idle:{case}"), Due(f"ack-due:{case}", told.data.acknowledge_by, ask)]


def while_still_nobody_has_it(told: Envelope[AcknowledgementOverdue]) -> list[Due | Off]:
    ask = ChaseAcknowledgement(case_id=told.data.case_id, attempt=told.data.attempt)
    return [Due(f"ack-due:{told.data.case_id}", told.data.acknowledge_by, ask)]


def while_nobody_has_it_again(told: Envelope[LeadStoodDown]) -> list[Due | Off]:
    ask = ChaseAcknowledgement(case_id=told.data.case_id, attempt=told.data.attempt)
    return [Due(f"ack-due:{told.data.case_id}", told.data.acknowledge_by, ask)]


def once_somebody_has_it(told: Envelope[DisclosureAcknowledged]) -> list[Due | Off]:
    return [Off(f"ack-due:{told.data.case_id}")]


def while_the_agency_is_silent(told: Envelope[ReferralMade]) -> list[Due | Off]:
    return [chase_of(told.data)]


def while_the_agency_is_still_silent(told: Envelope[ReferralChased]) -> list[Due | Off]:
    return [chase_of(told.data)]


def once_the_agency_replied(told: Envelope[ReferralReplied]) -> list[Due | Off]:
    return [Off(f"referral-reply:{told.data.referral_id}")]


def chase_of(told: ReferralMade | ReferralChased) -> Due:
    ask = ChaseReferral(case_id=told.case_id, referral_id=told.referral_id)
    return Due(f"referral-reply:{told.referral_id}", told.reply_by, ask)
