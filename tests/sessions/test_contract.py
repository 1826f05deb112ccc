"""What sessions says, and what it keeps to itself."""

import pytest

from services.sessions import events
from services.sessions.room import room

SAID = {
    "SessionScheduled": "session_id relationship_id number starts_at ends_at mode venue_type"
    " chaperone_id",
    "SessionRescheduled": "session_id relationship_id starts_at ends_at",
    "SessionCancelled": "session_id relationship_id",
    "SessionHeld": "session_id relationship_id mentor_id mentee_id institution_id number held_at"
    " minutes mode age_band",
    "SessionNotHeld": "session_id relationship_id cause",
    "ChaperoneAbsent": "session_id relationship_id mentor_id",
    "OutOfPolicyMeetingRecorded": "session_id relationship_id mentor_id rules",
    "OutOfPolicyContactReported": "relationship_id mentor_id channel",
    "SessionOverdue": "relationship_id last_held_at",
    "SessionCapReached": "relationship_id held",
    "FitCheckDue": "relationship_id after",
    "FitCheckCompleted": "relationship_id by_role verdict",
    "CheckInDue": "relationship_id mentor_id ordinal due_at",
    "CheckInCompleted": "relationship_id ordinal",
    "CheckInMissed": "relationship_id ordinal",
    "RegulatedActivityThresholdReached": "mentor_id window_start days",
    "LeadTimeBreached": "relationship_id weeks",
    "FitConfirmed": "relationship_id",
    "FitDenied": "relationship_id",
    "SeriesCompleted": "relationship_id held",
    "FollowUpDue": "relationship_id first_held_at",
    "CadenceLow": "relationship_id held year_ended_at",
    "PairDormant": "relationship_id since",
    "PolicyBreakAttempted": "relationship_id mentor_id rule",
}


def test_these_events_are_said_and_no_others():
    assert {name for name, one in room.records.items() if one.published} == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_an_event_says_these_fields_and_no_others(name):
    event = room.records[name]
    assert set(event.codecs) - event.indoors - set(event.personal) == set(SAID[name].split())


def test_nothing_personal_is_in_an_event_that_is_said():
    assert not [name for name in SAID if room.records[name].personal]


def test_every_free_text_is_sealed():
    sealed = {name for name, one in room.records.items() if one.personal}
    assert sealed == {
        "AchievementRecorded",
        "CheckInNoted",
        "GoalSet",
        "PreparationRecorded",
        "RouteSuggested",
        "SessionNoteRecorded",
        "StrengthNoted",
        "TaskAmended",
        "TaskAssigned",
        "TermsProposed",
        "ThanksExpressed",
    }


def test_every_event_says_in_a_sentence_what_it_means():
    assert not [
        name for name in events.__all__ if not (getattr(events, name).__doc__ or "").strip()
    ]
