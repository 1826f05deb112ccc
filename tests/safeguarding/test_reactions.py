"""What follows from what, and when the alarms ring."""

import pytest

from services.safeguarding import events, heard
from services.safeguarding.commands import (
    ChaseAcknowledgement,
    NotePairing,
    NoteRoleHolder,
    NoteRoleLeft,
    RouteCase,
    TellOfDraft,
)
from services.safeguarding.decider import deciders
from services.safeguarding.events import CasePassedOn, DisclosureAcknowledged, DraftSaved
from services.safeguarding.policies import from_matching, from_profiles, own, timers
from services.safeguarding.policies.reactions import OPERATOR
from services.safeguarding.room import room
from shared.envelope import Envelope
from shared.messages import Event
from shared.reacting import Due, Off

from .vocabulary import CASE, DSL, MENTEE, MENTOR, MONDAY, PAIR, SCHOOL, errand, told


@pytest.mark.requirement("1MM-007")
def test_role_holders_are_noted_where_they_hold_the_role():
    appointed = heard.SafeguardingLeadAppointed(institution_id=SCHOOL, role="dsl", person_id=DSL)
    granted = heard.StaffRoleGranted(person_id=DSL, role="programme_dsl")
    teacher = heard.StaffRoleGranted(person_id=DSL, role="deputy_dsl", institution_id=SCHOOL)
    places = [
        ask.roster_id
        for event in (appointed, granted, teacher)
        for ask in from_profiles.to(Envelope.about(event, programme="1mm-ncs"))
        if isinstance(ask, NoteRoleHolder)
    ]
    assert places == [SCHOOL, OPERATOR, SCHOOL]


def test_who_is_relieved_and_what_is_vacant_is_noted():
    relieved = heard.SafeguardingLeadRelieved(institution_id=SCHOOL, role="dsl", person_id=DSL)
    vacant = heard.InstitutionRoleVacant(institution_id=SCHOOL, role="dsl")
    one = NoteRoleLeft(roster_id=SCHOOL, role="dsl", person_id=DSL)
    everybody = NoteRoleLeft(roster_id=SCHOOL, role="dsl")
    assert from_profiles.to(Envelope.about(relieved)) == [one]
    assert from_profiles.to(Envelope.about(vacant)) == [everybody]


def test_a_match_is_noted():
    pair = {
        "relationship_id": PAIR,
        "mentor_id": MENTOR,
        "mentor_person_id": MENTOR,
        "mentee_person_id": MENTEE,
        "institution_id": SCHOOL,
        "age_band": "minor",
    }
    assert from_matching.to(Envelope.about(heard.MatchMade(**pair))) == [NotePairing(**pair)]


@pytest.mark.requirement("1MM-071", "SG-01")
def test_what_is_told_is_routed_at_once_and_an_alarm_is_set():
    (recorded,) = told()
    envelope = Envelope.about(recorded)
    assert own.to(envelope) == [RouteCase(roster_id=SCHOOL, errand=recorded.errand)]
    ask = ChaseAcknowledgement(case_id=CASE, attempt=0)
    off, due = timers.to(envelope)
    assert off == Off(f"draft-idle:{CASE}")
    assert due == Due(f"ack-due:{CASE}", recorded.acknowledge_by, ask)


def test_what_the_school_cannot_take_goes_to_the_operator():
    passed = CasePassedOn(roster_id=SCHOOL, case_id=CASE, errand=errand())
    assert own.to(Envelope.about(passed)) == [RouteCase(roster_id=OPERATOR, errand=errand())]


@pytest.mark.requirement("SG-02")
def test_an_acknowledgement_turns_the_alarm_off():
    taken = DisclosureAcknowledged(case_id=CASE, acknowledged_by=DSL, in_time=True)
    assert timers.to(Envelope.about(taken)) == [Off(f"ack-due:{CASE}")]


@pytest.mark.requirement("1MM-072")
def test_a_draft_sets_a_timer():
    saved = DraftSaved(case_id=CASE, raisers=(), words="x", idle_at=MONDAY, errand=errand())
    assert timers.to(Envelope.about(saved)) == [
        Due(f"draft-idle:{CASE}", MONDAY, TellOfDraft(case_id=CASE))
    ]


@pytest.mark.requirement("SG-12")
def test_three_events_leave_this_service_and_none_of_them_names_a_person():
    said = {name: one for name, one in room.records.items() if one.published}
    assert {name: sorted(set(one.codecs) - one.indoors) for name, one in said.items()} == {
        "DisclosureRaised": ["band", "case_ref", "role"],
        "HoldLifted": ["relationship_id"],
        "HoldPlaced": ["relationship_id"],
    }


@pytest.mark.requirement("1MM-072")
def test_there_is_no_way_to_take_back_what_was_told():
    words = ("withdraw", "dismiss", "delete", "cancel", "retract", "discard")
    names = [name.lower() for name in room.deciders_by_command]
    assert not [name for name in names if any(word in name for word in words)]


def test_whatever_is_written_in_words_is_sealed():
    free = {"words", "narrative", "verbatim", "rationale", "text", "lessons", "occasion"}
    recorded = [
        one for one in vars(events).values() if isinstance(one, type) and issubclass(one, Event)
    ]
    bare = [
        f"{one.__name__}.{name}"
        for one in recorded
        for name in one.codecs
        if name in free and name not in one.personal
    ]
    assert bare == []


def test_every_command_has_one_decider():
    accepted = [command for decider in deciders for command in decider.accepts]
    assert len(accepted) == len(set(accepted))


@pytest.mark.requirement("SG-01", "SG-13")
def test_what_only_follows_from_something_cannot_be_asked_for():
    inner = {"RouteCase", "NoteRouting", "NoteRoleHolder", "PlaceHold", "LiftHold", "TellOfDraft"}
    assert not inner & room.asked_by_anybody
    assert inner <= set(room.deciders_by_command)
