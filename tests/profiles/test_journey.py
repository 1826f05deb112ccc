from datetime import date, timedelta
from uuid import UUID

import pytest

from services.profiles import events as said
from services.profiles.commands import mentee as mentees
from services.profiles.commands import mentor as mentors
from services.profiles.commands.institution import (
    ActivateInstitution,
    AppointSafeguardingLead,
    ProposeInstitution,
    ReviewInstitution,
    SignInstitutionAgreement,
)
from services.profiles.commands.person import (
    AcknowledgePolicyDocument,
    CorrectPersonName,
    RegisterPerson,
)
from services.profiles.commands.programme import AssignTraining, GrantStaffRole
from services.profiles.commands.telling import NoteMentorMatch, NoteMentorMatchEnded
from services.profiles.commands.training import (
    CompleteModule,
    RecordAttendance,
    ScheduleWorkshop,
)
from services.profiles.policies.reactions import from_matching
from services.profiles.room import room
from shared.envelope import Envelope

from .vocabulary import AUTUMN, INSTITUTION, MENTEE, MENTOR, PERSON, STAFF, WORKSHOP, World, rules

BOTH = {"mentor_id": MENTOR}
YOUNG = UUID(int=77)


def institution_opens(world):
    one = {"institution_id": INSTITUTION}
    world.ask(
        ProposeInstitution(**one, name="Aire College", type="college", region="Leeds"),
        ReviewInstitution(**one, outcome="approved"),
        SignInstitutionAgreement(**one),
        AppointSafeguardingLead(**one, role="dsl", person_id=STAFF),
        AppointSafeguardingLead(**one, role="mentoring_coordinator", person_id=STAFF),
        ActivateInstitution(**one),
    )


def mentor_is_trained(world):
    world.ask(
        RegisterPerson(person_id=PERSON, name="Ann Ode"),
        GrantStaffRole(person_id=STAFF, role="regional_coordinator", region="Leeds"),
    )
    world.ask(
        AssignTraining(assigned_by=STAFF, participant_id=MENTOR, person_id=PERSON, region="Leeds"),
        by=f"regional_coordinator:{STAFF}",
    )
    world.ask(
        ScheduleWorkshop(
            workshop_id=WORKSHOP,
            item="workshop_core",
            starts_at=AUTUMN + timedelta(days=2),
            minutes=120,
            capacity=12,
        ),
        RecordAttendance(workshop_id=WORKSHOP, participant_id=MENTOR, minutes=120),
        *(
            CompleteModule(participant_id=MENTOR, module=one)
            for one in ("profile", "goals", "safeguarding")
        ),
    )


def mentor_applies(world):
    world.ask(
        mentors.StartMentorApplication(**BOTH, person_id=PERSON, region="Leeds"),
        mentors.DeclareEligibility(**BOTH, status="retired", general_years=40.0),
        mentors.SetMentorGoal(**BOTH, text="Give something back.", tags=("stem",)),
        mentors.SubmitMentorApplication(**BOTH),
        mentors.NotePreEvaluation(**BOTH),
        mentors.RecordScreening(**BOTH, kind="identity", outcome="clear"),
        mentors.RecordScreening(**BOTH, kind="reference", outcome="clear"),
        mentors.RequestScreening(
            **BOTH, kind="dbs_enhanced", eligibility_basis="works_with_under_18s"
        ),
        mentors.RecordScreening(**BOTH, kind="dbs_enhanced", outcome="clear"),
        mentors.AcceptMentor(**BOTH, decided_by=STAFF),
    )


@pytest.mark.requirement("1MM-042", "1MM-043")
def test_a_mentor_applies_trains_is_certified_and_listed():
    world = World()
    mentor_applies(world)
    mentor_is_trained(world)
    (trained,) = world.said(said.MentorTrained)
    (issued,) = world.said(said.CertificateIssued)
    assert (trained.completed_on, issued.completed_on) == (date(2025, 10, 3),) * 2
    assert (issued.name, issued.parts) == ("Ann Ode", ("online", "workshop_core"))
    for kind in ("safeguarding_children", "safeguarding_adults"):
        world.ask(AcknowledgePolicyDocument(participant_id=MENTOR, person_id=PERSON, kind=kind))
    world.ask(mentors.ListMentor(**BOTH))
    assert [one.capacity for one in world.said(said.MentorListed)] == [1]


@pytest.mark.requirement("1MM-043")
def test_a_corrected_name_gives_a_second_certificate():
    world = World()
    mentor_is_trained(world)
    world.ask(CorrectPersonName(person_id=PERSON, name="Ann Poe"))
    first, second = world.said(said.CertificateIssued)
    assert (second.name, second.replaces) == ("Ann Poe", first.certificate_id)


def mentee_applies(world, born):
    one = {"mentee_id": MENTEE}
    minor = born > date(2007, 10, 1)
    world.ask(
        mentees.ReferMentee(**one, person_id=YOUNG, date_of_birth=born, institution_id=INSTITUTION),
        mentees.RecordConsent(
            **one, purpose="participation", given_by="parent" if minor else "self"
        ),
        mentees.NoteMenteePreEvaluation(**one),
    )


def modules_are_done(world):
    for module in ("getting_started", "staying_safe"):
        world.ask(CompleteModule(participant_id=MENTEE, module=module))


@pytest.mark.requirement("1MM-031", "1MM-054")
def test_a_minor_is_ready_once_and_only_after_the_induction():
    world = World()
    mentee_applies(world, date(2009, 1, 1))
    institution_opens(world)
    world.ask(mentees.AcceptMentee(mentee_id=MENTEE))
    modules_are_done(world)
    assert world.said(said.MenteeReadyForMatching) == []
    induction = mentees.RecordInduction(mentee_id=MENTEE, minutes=45)
    world.ask(induction, induction)
    (ready,) = world.said(said.MenteeReadyForMatching)
    assert (ready.institution_id, ready.age_band, ready.region) == (INSTITUTION, "minor", "Leeds")


@pytest.mark.requirement("1MM-032")
def test_an_adult_is_ready_without_induction_or_workshop():
    world = World(rules(mentee__age={"min": 15, "max": 25}))
    institution_opens(world)
    mentee_applies(world, date(2005, 1, 1))
    world.ask(mentees.AcceptMentee(mentee_id=MENTEE))
    modules_are_done(world)
    assert [one.age_band for one in world.said(said.MenteeReadyForMatching)] == ["adult"]


@pytest.mark.requirement("1MM-029")
def test_a_match_opens_the_profile_and_its_end_closes_it():
    pair = {"mentor_id": MENTOR, "mentee_id": MENTEE}
    made = from_matching.events["MatchMade"](**pair, mentee_person_id=PERSON)
    ended = from_matching.events["RelationshipEnded"](**pair)
    opened, known = from_matching.to(Envelope.about(made))
    closed, forgotten = from_matching.to(Envelope.about(ended))
    assert (opened, closed) == (mentees.NoteMatch(**pair), mentees.NoteMatchEnded(**pair))
    assert known == NoteMentorMatch(**pair, mentee_person_id=PERSON)
    assert forgotten == NoteMentorMatchEnded(**pair)


def test_what_the_room_asks_of_itself_it_also_takes():
    world = World()
    mentor_applies(world)
    mentor_is_trained(world)
    assert {one.__name__ for one in map(type, world.told)} <= set(room.records)


def test_nothing_published_carries_a_name_a_date_of_birth_or_a_text():
    words = ("name", "birth", "email", "phone", "text", "rationale", "biography", "introduction")
    for kind in room.records.values():
        if kind.published:
            open_ = set(kind.codecs) - set(kind.personal) - kind.indoors
            open_ = {one for one in open_ if not one.endswith("_given")}  # that, not what it says
            assert not [one for one in open_ for word in words if word in one], kind
