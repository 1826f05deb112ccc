from datetime import timedelta
from uuid import UUID

import pytest

from services.evaluation.commands import (
    AssignEvaluation,
    BindRelationship,
    CountSession,
    EnrolParticipant,
    ExpireEvaluation,
    NoteBeginning,
    NoteEnding,
    RemindRespondent,
)
from services.evaluation.events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationReminderSent,
    EvaluationSubmitted,
    RelationshipBound,
)
from services.evaluation.heard import (
    MatchMade,
    MenteeLeft,
    MenteeReferred,
    MentorApplicationDeclined,
    MentorApplicationLapsed,
    MentorApplicationStarted,
    MentorWithdrawn,
    RelationshipEnded,
    RelationshipStarted,
    SessionHeld,
)
from services.evaluation.policies.asked_for import end_response, pre_response
from services.evaluation.policies.own import own
from services.evaluation.policies.timers import timers
from services.evaluation.room import room
from shared.envelope import Envelope
from shared.reacting import Due, Off

from .vocabulary import (
    APRIL,
    JANUARY,
    JULY,
    MARTIN,
    MARTIN_PERSON,
    PRE,
    TOGETHER,
    YASMIN,
    YASMIN_PERSON,
    pre_asked_of,
)

BOTH = {
    "relationship_id": TOGETHER,
    "mentor_id": MARTIN,
    "mentor_person_id": MARTIN_PERSON,
    "mentee_id": YASMIN,
    "mentee_person_id": YASMIN_PERSON,
}
SIDES = {
    "relationship_id": TOGETHER,
    "mentor_id": MARTIN,
    "mentee_id": YASMIN,
}


def asks(exchange, event, at=JANUARY):
    return room.hears[exchange].to(Envelope.about(event, occurred_at=at, programme="1mm-ncs"))


@pytest.mark.requirement("1MM-024")
@pytest.mark.requirement("QS-18")
def test_whoever_applies_or_is_referred_is_asked_before_mentoring():
    referred = asks("profiles", MenteeReferred(mentee_id=YASMIN, person_id=YASMIN_PERSON))
    assert referred == [
        EnrolParticipant(
            participant_id=YASMIN, person_id=YASMIN_PERSON, role="mentee", applied_at=JANUARY
        ),
        pre_asked_of(),
    ]
    applied = asks("profiles", MentorApplicationStarted(mentor_id=MARTIN, person_id=MARTIN_PERSON))
    assert applied[1] == pre_asked_of(MARTIN, MARTIN_PERSON, "mentor")


@pytest.mark.parametrize(
    "event",
    [
        MentorApplicationDeclined(mentor_id=MARTIN),
        MentorApplicationLapsed(mentor_id=MARTIN),
        MentorWithdrawn(mentor_id=MARTIN),
        MenteeLeft(mentee_id=MARTIN),
    ],
)
def test_whoever_leaves_is_not_asked_any_more(event):
    expected = ExpireEvaluation(response_id=pre_response(MARTIN), cause="left")
    assert asks("profiles", event) == [expected]


def test_a_match_binds_both():
    mentor, mentee = asks("matching", MatchMade(**BOTH, made_at=APRIL))
    assert (type(mentor), mentor.participant_id, mentor.role) == (
        BindRelationship,
        MARTIN,
        "mentor",
    )
    assert (mentee.participant_id, mentee.person_id, mentee.made_at) == (
        YASMIN,
        YASMIN_PERSON,
        APRIL,
    )


def test_a_start_and_every_session_are_counted_for_both():
    started = asks("matching", RelationshipStarted(**SIDES, started_at=APRIL))
    assert [(type(one), one.participant_id) for one in started] == [
        (NoteBeginning, MARTIN),
        (NoteBeginning, YASMIN),
    ]
    held = SessionHeld(session_id=UUID(int=1), **SIDES, held_at=APRIL, minutes=60)
    counted = asks("sessions", held)
    assert [(type(one), one.participant_id) for one in counted] == [
        (CountSession, MARTIN),
        (CountSession, YASMIN),
    ]


@pytest.mark.requirement("1MM-089")
def test_at_the_end_both_are_asked_whoever_ended_it():
    ended = asks("matching", RelationshipEnded(**BOTH, effective_on=JULY.date()), JULY)
    assert [type(one) for one in ended] == [NoteEnding, AssignEvaluation] * 2
    assigned = [one for one in ended if isinstance(one, AssignEvaluation)]
    assert [(one.role, one.phase, one.response_id) for one in assigned] == [
        ("mentor", "end", end_response(MARTIN, TOGETHER)),
        ("mentee", "end", end_response(YASMIN, TOGETHER)),
    ]


def test_only_a_further_relationship_asks_anew():
    bound = RelationshipBound(
        participant_id=YASMIN,
        person_id=YASMIN_PERSON,
        role="mentee",
        relationship_id=TOGETHER,
        made_at=APRIL,
        first=True,
    )
    assert own.to(Envelope.about(bound)) == []
    further = RelationshipBound(**{**vars(bound), "first": False})
    (ask,) = own.to(Envelope.about(further))
    assert (ask.phase, ask.relationship_id) == ("pre", TOGETHER)
    assert ask.response_id == pre_response(YASMIN, TOGETHER) != PRE


# ---- timers ----------------------------------------------------------------------------------

ABOUT = {"response_id": PRE, "participant_id": YASMIN, "phase": "pre", "relationship_id": None}
REMINDER, EXPIRY = f"evaluation-reminder:{PRE}", f"evaluation-expiry:{PRE}"
WEEK = timedelta(days=7)
assigned = EvaluationAssigned(
    **ABOUT,
    person_id=YASMIN_PERSON,
    role="mentee",
    instrument="young-person-v1",
    due_on=JANUARY + 2 * WEEK,
    remind_at=(JANUARY + WEEK, JANUARY + 3 * WEEK),
    expires_at=APRIL,
)


def timed(event):
    return timers.to(Envelope.about(event))


def test_being_asked_sets_a_reminder_and_an_end():
    assert timed(assigned) == [
        Due(REMINDER, JANUARY + WEEK, RemindRespondent(response_id=PRE, ordinal=1)),
        Due(EXPIRY, APRIL, ExpireEvaluation(response_id=PRE)),
    ]
    plain = EvaluationAssigned(**{**vars(assigned), "remind_at": (), "expires_at": None})
    assert timed(plain) == []


def test_one_reminder_sets_the_next():
    sent = EvaluationReminderSent(response_id=PRE, ordinal=1, next_at=JULY)
    assert timed(sent) == [Due(REMINDER, JULY, RemindRespondent(response_id=PRE, ordinal=2))]
    assert timed(EvaluationReminderSent(response_id=PRE, ordinal=2, next_at=None)) == []


@pytest.mark.parametrize(
    "event",
    [
        EvaluationSubmitted(
            **ABOUT, person_id=YASMIN_PERSON, role="mentee", instrument="x", answers={"a": 1}
        ),
        EvaluationDeclined(**ABOUT, role="mentee"),
        EvaluationExpired(**ABOUT, cause="time"),
    ],
)
def test_whoever_answered_or_would_not_is_left_in_peace(event):
    assert timed(event) == [Off(REMINDER), Off(EXPIRY)]
