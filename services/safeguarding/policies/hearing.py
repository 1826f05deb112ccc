"""What safeguarding does about what other services say."""

from shared.envelope import Envelope
from shared.messages import Command

from ..commands import NotePairing, NoteRoleHolder, NoteRoleLeft, OpenReview
from ..heard import (
    ChaperoneAbsent,
    InstitutionRoleVacant,
    MatchMade,
    MentorRoleEnded,
    OutOfPolicyContactReported,
    OutOfPolicyMeetingRecorded,
    PolicyBreakAttempted,
    RegulatedActivityThresholdReached,
    SafeguardingLeadAppointed,
    SafeguardingLeadRelieved,
    StaffRoleEnded,
    StaffRoleGranted,
)
from .reactions import OPERATOR, review_after


def when_a_lead_is_appointed(heard: Envelope[SafeguardingLeadAppointed]) -> list[Command]:
    lead = heard.data
    return [
        NoteRoleHolder(
            roster_id=lead.institution_id,
            role=lead.role,
            person_id=lead.person_id,
            programme=heard.programme,
        )
    ]


def when_a_lead_is_relieved(heard: Envelope[SafeguardingLeadRelieved]) -> list[Command]:
    lead = heard.data
    left = NoteRoleLeft(roster_id=lead.institution_id, role=lead.role, person_id=lead.person_id)
    return [left]


def when_a_role_is_vacant(heard: Envelope[InstitutionRoleVacant]) -> list[Command]:
    return [NoteRoleLeft(roster_id=heard.data.institution_id, role=heard.data.role)]


def when_staff_get_a_role(heard: Envelope[StaffRoleGranted]) -> list[Command]:
    staff = heard.data
    return [
        NoteRoleHolder(
            roster_id=staff.institution_id or OPERATOR,
            role=staff.role,
            person_id=staff.person_id,
            programme=heard.programme,
            region=staff.region,
        )
    ]


def when_staff_lose_a_role(heard: Envelope[StaffRoleEnded]) -> list[Command]:
    """An institution's own role is over with it, whichever programme it was granted in."""
    staff = heard.data
    return [
        NoteRoleLeft(
            roster_id=staff.institution_id or OPERATOR,
            role=staff.role,
            person_id=staff.person_id,
            programme=heard.programme if staff.institution_id is None else None,
            region=staff.region,
        )
    ]


def when_a_role_ended_then_review(heard: Envelope[MentorRoleEnded]) -> list[Command]:
    """Whatever the reason: it is not on the bus, and the reviewer asks the office (1MM-021)."""
    return [
        OpenReview(
            review_id=review_after(heard.id),
            kind="mentor_role_ended",
            mentor_id=heard.data.mentor_id,
            person_id=heard.data.person_id,
        )
    ]


def when_a_match_is_made(heard: Envelope[MatchMade]) -> list[Command]:
    pair = heard.data
    return [
        NotePairing(
            relationship_id=pair.relationship_id,
            institution_id=pair.institution_id,
            mentor_id=pair.mentor_id,
            mentor_person_id=pair.mentor_person_id,
            mentee_person_id=pair.mentee_person_id,
            age_band=pair.age_band,
        )
    ]


def when_no_chaperone_came(heard: Envelope[ChaperoneAbsent]) -> list[Command]:
    return [
        OpenReview(
            review_id=review_after(heard.id),
            kind="chaperone_absent",
            mentor_id=heard.data.mentor_id,
            relationship_id=heard.data.relationship_id,
            session_id=heard.data.session_id,
        )
    ]


def when_they_met_against_the_rules(heard: Envelope[OutOfPolicyMeetingRecorded]) -> list[Command]:
    return [
        OpenReview(
            review_id=review_after(heard.id),
            kind="out_of_policy_meeting",
            mentor_id=heard.data.mentor_id,
            relationship_id=heard.data.relationship_id,
            session_id=heard.data.session_id,
            rules=heard.data.rules,
        )
    ]


def when_they_wrote_against_the_rules(heard: Envelope[OutOfPolicyContactReported]) -> list[Command]:
    return [
        OpenReview(
            review_id=review_after(heard.id),
            kind="out_of_policy_contact",
            mentor_id=heard.data.mentor_id,
            relationship_id=heard.data.relationship_id,
        )
    ]


def when_a_break_is_tried_again(heard: Envelope[PolicyBreakAttempted]) -> list[Command]:
    """A prompt: whether it is a low-level concern, a person decides (1MM-063, SG-34)."""
    return [
        OpenReview(
            review_id=review_after(heard.id),
            kind="policy_break_attempted",
            mentor_id=heard.data.mentor_id,
            relationship_id=heard.data.relationship_id,
            rules=(heard.data.rule,),
        )
    ]


def when_activity_is_regulated(heard: Envelope[RegulatedActivityThresholdReached]) -> list[Command]:
    review = review_after(heard.id)
    return [OpenReview(review_id=review, kind="regulated_activity", mentor_id=heard.data.mentor_id)]
