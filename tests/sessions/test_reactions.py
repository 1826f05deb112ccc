"""When this is heard or recorded, then that is asked."""

import pytest

from services.sessions import commands, events, heard
from services.sessions.policies.following import own
from services.sessions.policies.hearing import from_matching, from_profiles
from services.sessions.room import room
from shared.refusing import CommandRefused
from tests.sessions.vocabulary import (
    COLLEGE,
    HALL,
    MENTEE,
    MENTOR,
    NOW,
    RELATIONSHIP,
    STRANGER,
    TEACHER,
    THIS,
    birthday,
    given,
    held,
    open_plan,
    opened,
    session,
)
from tests.sessions.vocabulary import heard as told

PLACE = {"institution_id": COLLEGE}
STANDING = events.Standing(ordinal=1, active=True)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (heard.InstitutionActivated(**PLACE), commands.NoteActivity(**PLACE, active=True)),
        (heard.InstitutionReinstated(**PLACE), commands.NoteActivity(**PLACE, active=True)),
        (heard.InstitutionSuspended(**PLACE), commands.NoteActivity(**PLACE, active=False)),
        (heard.InstitutionWithdrew(**PLACE), commands.NoteActivity(**PLACE, active=False)),
        (
            heard.InstitutionRoleVacant(**PLACE, role="dsl"),
            commands.NoteLead(**PLACE, role="dsl", vacant=True),
        ),
        (
            heard.PremisesRegistered(**PLACE, premises_id=HALL),
            commands.NotePremises(**PLACE, premises_id=HALL),
        ),
        (
            heard.StaffRoleGranted(**PLACE, person_id=TEACHER, role="institution_staff"),
            commands.NoteStaff(**PLACE, person_id=TEACHER, role="institution_staff"),
        ),
        (heard.MentorRoleEnded(mentor_id=MENTOR), commands.StandDown(mentor_id=MENTOR)),
        (
            heard.AgeBandChanged(mentee_id=MENTEE, to_band="adult", effective_on=birthday()),
            commands.ChangeMenteeBand(mentee_id=MENTEE, band="adult", effective_on=birthday()),
        ),
        (
            heard.ConsentWithdrawn(mentee_id=MENTEE, purpose="participation"),
            commands.LapseConsent(mentee_id=MENTEE, purpose="participation"),
        ),
    ],
)
def test_what_profiles_says_is_asked_here(said, asked):
    assert from_profiles.to(told(said)) == [asked]


def test_who_fills_a_lead_s_role_is_of_the_staff_for_as_long():
    lead = {**PLACE, "role": "dsl", "person_id": TEACHER}
    assert from_profiles.to(told(heard.SafeguardingLeadAppointed(**lead))) == [
        commands.NoteLead(**PLACE, role="dsl", vacant=False),
        commands.NoteStaff(**lead),
    ]
    relieved = told(heard.SafeguardingLeadRelieved(**lead))
    assert from_profiles.to(relieved) == [commands.NoteStaff(**lead, holds=False)]


def test_staff_of_no_institution_concern_no_plan():
    said = heard.StaffRoleGranted(person_id=STRANGER, role="board_lead", institution_id=None)
    assert from_profiles.to(told(said)) == []


@pytest.mark.requirement("1MM-046")
def test_a_mentors_application_counts_from_when_it_was_started():
    said = told(heard.MentorApplicationStarted(mentor_id=MENTOR), occurred_at=NOW)
    ask = commands.NoteApplication(mentor_id=MENTOR, applied_at=NOW)
    assert from_profiles.to(said) == [ask]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            heard.MatchMade.load(opened("minor").dump()),
            open_plan("minor"),
        ),
        (
            heard.StartChecklistCompleted(**THIS, items=("agreement",), chaperone_id=TEACHER),
            commands.NoteChecklist(**THIS, items=("agreement",), chaperone_id=TEACHER),
        ),
        (heard.RelationshipPaused(**THIS), commands.PausePlan(**THIS)),
        (heard.RelationshipResumed(**THIS), commands.ResumePlan(**THIS)),
        (heard.RelationshipSuspended(**THIS), commands.SuspendPlan(**THIS)),
        (heard.SuspensionLifted(**THIS), commands.ReleasePlan(**THIS)),
        (
            heard.RelationshipEnded(**THIS, effective_on=birthday()),
            commands.EndPlan(**THIS, effective_on=birthday()),
        ),
    ],
)
def test_what_matching_says_is_asked_here(said, asked):
    assert from_matching.to(told(said)) == [asked]


def test_an_opened_plan_enrols_with_mentor_mentee_and_institution():
    asks = own.to(told(opened("minor")))
    assert asks == [
        commands.TakeOnPlan(mentor_id=MENTOR, **THIS),
        commands.FollowPlan(mentee_id=MENTEE, **THIS, age_band="minor"),
        commands.HostPlan(**PLACE, **THIS),
    ]
    assert len(own.to(told(opened("adult", None)))) == 2


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        (
            events.MentorApplied(mentor_id=MENTOR, applied_at=NOW, **THIS),
            [commands.NoteApplicationDate(**THIS, applied_at=NOW)],
        ),
        (events.MentorApplied(mentor_id=MENTOR, applied_at=NOW), []),
        (
            events.PlanTakenOn(mentor_id=MENTOR, applied_at=NOW, **THIS),
            [commands.NoteApplicationDate(**THIS, applied_at=NOW)],
        ),
        (events.PlanTakenOn(mentor_id=MENTOR, **THIS), []),
        (
            events.MentorStoodDown(mentor_id=MENTOR, plans=(RELATIONSHIP,)),
            [commands.CancelUpcoming(**THIS)],
        ),
        (
            events.MenteeBandChanged(
                mentee_id=MENTEE, band="adult", effective_on=birthday(), plans=(RELATIONSHIP,)
            ),
            [commands.ChangeBand(**THIS, band="adult", effective_on=birthday())],
        ),
        (
            events.PlanFollowed(mentee_id=MENTEE, **THIS, band="adult", effective_on=birthday()),
            [commands.ChangeBand(**THIS, band="adult", effective_on=birthday())],
        ),
        (events.PlanFollowed(mentee_id=MENTEE, **THIS), []),
        (
            events.MenteeConsentLapsed(mentee_id=MENTEE, purpose="x", plans=(RELATIONSHIP,)),
            [commands.LapseChannels(**THIS)],
        ),
        (
            events.PlanHosted(**PLACE, **THIS, standing=STANDING),
            [commands.NoteInstitution(**THIS, standing=STANDING)],
        ),
        (
            events.InstitutionChanged(**PLACE, standing=STANDING, plans=(RELATIONSHIP,)),
            [commands.NoteInstitution(**THIS, standing=STANDING)],
        ),
        (held(1, age_band="adult"), []),
    ],
)
def test_what_is_recorded_here_is_told_to_whom_it_concerns(event, asked):
    assert own.to(told(event)) == asked


@pytest.mark.requirement("SG-24")
def test_a_session_with_a_minor_is_counted_for_the_mentor():
    (ask,) = own.to(told(held(1, NOW, age_band="minor")))
    assert ask == commands.CountMinorSession(mentor_id=MENTOR, session_id=session(1), held_at=NOW)


def refusal(rule="no_homes", actor=f"mentor:{MENTOR}"):
    return CommandRefused(
        command="ScheduleSession",
        code=rule.replace("_", "-"),
        why="No.",
        rule_id=rule,
        actor=actor,
        target=f"plan-{RELATIONSHIP}",
    )


@pytest.mark.requirement("1MM-063")
def test_a_mentor_who_was_refused_a_home_is_counted():
    note = commands.NoteDeniedVenue(**THIS, rule="no_homes")
    assert own.to(told(refusal())) == [note]
    (noted,) = given(opened("adult")).when(note).then_types(events.DeniedVenueNoted)
    count = commands.CountDeniedVenue(mentor_id=MENTOR, **THIS, rule="no_homes")
    assert own.to(told(noted)) == [count]


@pytest.mark.parametrize("other", [refusal("within_the_cap"), refusal(actor="operator:1")])
def test_other_refusals_and_other_people_are_not(other):
    assert own.to(told(other)) == []


def test_every_command_a_reaction_or_a_timer_asks_has_a_decider():
    assert set(commands.__all__) <= set(room.deciders_by_command)
