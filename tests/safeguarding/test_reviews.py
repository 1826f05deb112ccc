"""Small worries, and what other services saw: a person has to look."""

from uuid import UUID

import pytest

from services.safeguarding import heard
from services.safeguarding.commands import (
    CompleteReview,
    DecideDbsDuty,
    OpenReview,
    RecordLowLevelConcern,
)
from services.safeguarding.decider import adult, review
from services.safeguarding.events import (
    DbsDutyDecided,
    GiftLimitReached,
    LowLevelConcernRecorded,
    PatternRaised,
    ReviewCompleted,
    ReviewOpened,
)
from services.safeguarding.policies import from_profiles, from_sessions, own
from shared.envelope import Envelope
from shared.testing import scenario

from .vocabulary import DSL, MENTOR, MONDAY, PAIR, RULES, STRANGER

REVIEW, SESSION = UUID(int=80), UUID(int=81)


def worry(number, **more):
    return RecordLowLevelConcern(
        person_id=MENTOR,
        concern_id=UUID(int=number),
        behaviour_code="late_messages",
        narrative="Wrote at eleven at night.",
        **more,
    )


def worries(*numbers):
    return [LowLevelConcernRecorded.following(worry(one)) for one in numbers]


@pytest.mark.requirement("SG-11")
def test_the_third_small_worry_about_one_adult_makes_a_pattern_with_its_sources():
    known = scenario(adult)
    known(*worries(1)).under(RULES).when(worry(2)).then_types(LowLevelConcernRecorded)
    _, pattern = known(*worries(1, 2)).under(RULES).when(worry(3)).decide()
    assert pattern == PatternRaised(
        person_id=MENTOR,
        rule="low_level_concerns>=3",
        concern_ids=(UUID(int=1), UUID(int=2), UUID(int=3)),
    )
    known(*worries(1, 2)).when(worry(2)).then_nothing()


@pytest.mark.requirement("SG-11")
def test_people_may_report_themselves():
    (event,) = scenario(adult)().when(worry(1, self_referral=True)).decide()
    assert event.self_referral


SEEN = [
    (
        from_sessions,
        heard.ChaperoneAbsent(session_id=SESSION, relationship_id=PAIR, mentor_id=MENTOR),
        "chaperone_absent",
    ),
    (
        from_sessions,
        heard.OutOfPolicyMeetingRecorded(
            session_id=SESSION, relationship_id=PAIR, mentor_id=MENTOR, rules=("suspended",)
        ),
        "out_of_policy_meeting",
    ),
    (
        from_sessions,
        heard.OutOfPolicyContactReported(relationship_id=PAIR, mentor_id=MENTOR),
        "out_of_policy_contact",
    ),
    (
        from_sessions,
        heard.PolicyBreakAttempted(relationship_id=PAIR, mentor_id=MENTOR, rule="no_homes"),
        "policy_break_attempted",
    ),
    (
        from_sessions,
        heard.RegulatedActivityThresholdReached(mentor_id=MENTOR),
        "regulated_activity",
    ),
    (from_profiles, heard.MentorRoleEnded(mentor_id=MENTOR, person_id=MENTOR), "mentor_role_ended"),
    (own, PatternRaised(person_id=MENTOR, rule="x", concern_ids=()), "low_level_pattern"),
    (
        own,
        GiftLimitReached(
            relationship_id=PAIR, gift_id=REVIEW, since=MONDAY.date(), count=3, total_minor=1
        ),
        "gift_limit",
    ),
]


@pytest.mark.requirement("1MM-021", "1MM-063", "1MM-065", "1MM-076")
@pytest.mark.parametrize(("ears", "event", "kind"), SEEN, ids=[kind for _, _, kind in SEEN])
def test_what_was_seen_becomes_one_review_however_often_it_is_heard(ears, event, kind):
    (ask,) = ears.to(Envelope.about(event))
    assert ears.to(Envelope.about(event)) == [ask]
    (opened,) = scenario(review)().when(ask).then_types(ReviewOpened)
    assert opened.kind == kind
    scenario(review)(opened).when(ask).then_nothing()


def opened(kind="mentor_role_ended"):
    return ReviewOpened.following(OpenReview(review_id=REVIEW, kind=kind, mentor_id=MENTOR))


def look(*history, by=f"programme_dsl:{DSL}"):
    return scenario(review)(*history).under(RULES).by(by)


def complete(reason_code=None):
    return CompleteReview(
        review_id=REVIEW, finding="looked_into", reason_code=reason_code, rationale="Read the file."
    )


dbs = DecideDbsDuty(review_id=REVIEW, duty_to_refer=False, rationale="No harm was done.")


@pytest.mark.requirement("1MM-021")
def test_the_end_of_a_role_is_reviewed_with_its_reason():
    look(opened()).when(complete()).then_refused("reason-is-known")
    look(opened()).when(complete("standards")).then_types(ReviewCompleted)


@pytest.mark.requirement("1MM-022", "SG-27")
@pytest.mark.parametrize("duty", [True, False])
def test_after_an_infringement_the_duty_to_tell_the_barring_service_is_decided_either_way(duty):
    grave = complete("safeguarding_guidelines")
    look(opened()).when(grave).then_refused("dbs-duty-is-decided")
    ask = DecideDbsDuty(review_id=REVIEW, duty_to_refer=duty, rationale="Weighed.")
    (decided,) = look(opened()).when(ask).then_types(DbsDutyDecided)
    assert decided.duty_to_refer is duty
    look(opened(), decided).when(grave).then_types(ReviewCompleted)


@pytest.mark.parametrize("ask", [dbs, complete()])
def test_a_review_is_completed_by_a_person_while_it_is_open(ask):
    look(opened("chaperone_absent"), by="service:safeguarding").when(ask).then_refused(
        "is-a-person"
    )
    look().when(ask).then_refused("review-is-open")
    done = ReviewCompleted.following(complete(), completed_by=STRANGER)
    look(opened("chaperone_absent"), done).when(ask).then_refused("review-is-open")
