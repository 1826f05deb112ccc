"""Nobody gives places away, vouches for themselves or speaks for others who is not to."""

from datetime import date
from uuid import UUID

import pytest

from services.profiles.commands.desk import CommentOnSupportRequest, ReopenSupportRequest
from services.profiles.commands.membership import GrantMembership
from services.profiles.commands.mentee import RecordConsent, RecordInduction, SetMenteeGoal
from services.profiles.commands.mentor import (
    ListMentor,
    PauseMentor,
    RecordScreening,
    SetMentorCapacity,
    WithdrawMentor,
)
from services.profiles.commands.person import AcknowledgePolicyDocument
from services.profiles.commands.programme import GrantStaffRole
from services.profiles.commands.stories import GiveStoryConsent
from services.profiles.commands.training import (
    AllocateWorkshopPlaces,
    BookWorkshopPlace,
    CompleteModule,
    RecordAttendance,
)
from services.profiles.events import (
    ConsentGranted,
    MenteeReferred,
    MentorApplicationAccepted,
    MentorApplicationStarted,
    MentorCapacitySet,
    MentorListed,
    SupportRequestRaised,
    SupportRequestReopened,
    SupportRequestResolved,
    WorkshopAttendanceRecorded,
    WorkshopScheduled,
)
from services.profiles.room import room
from shared.testing import Given

from .vocabulary import AUTUMN, INSTITUTION, MENTEE, MENTOR, PERSON, STAFF, WORKSHOP, rules

OTHER, REQUEST, STORY = UUID(int=21), UUID(int=22), UUID(int=23)
OFFICE, COORDINATOR = f"regional_coordinator:{STAFF}", f"mentoring_coordinator:{STAFF}"
started = MentorApplicationStarted(mentor_id=MENTOR, person_id=PERSON, source="independent")
accepted = MentorApplicationAccepted(mentor_id=MENTOR, person_id=PERSON, decided_by=STAFF)
NO_DETAILS = {"region": None, "topics": (), "goal_tags": (), "background_tags": ()}
listed = MentorListed(
    mentor_id=MENTOR, person_id=PERSON, capacity=1, listed_at=AUTUMN, **NO_DETAILS
)
serving = (started, accepted, listed)
plan = WorkshopScheduled(
    workshop_id=WORKSHOP,
    item="workshop_core",
    starts_at=AUTUMN,
    minutes=120,
    capacity=3,
    provider="Somebody",
)


def when(command, *history, by, **changes):
    _, decider = room.deciders_by_command[type(command).__name__]
    given = Given(decider).under(rules(**changes)).at(AUTUMN).by(by)
    return given(*history).when(command)


def referred(institution=INSTITUTION):
    return MenteeReferred(
        mentee_id=MENTEE,
        person_id=PERSON,
        institution_id=institution,
        date_of_birth=date(2009, 3, 1),
        age_band="minor",
    )


# ---- what was found ---------------------------------------------------------------------------


@pytest.mark.parametrize("by", [f"mentor:{MENTOR}", f"mentee:{MENTEE}", f"member:{PERSON}"])
@pytest.mark.parametrize(
    ("command", "history"),
    [
        (AllocateWorkshopPlaces(workshop_id=WORKSHOP), (plan,)),
        (RecordAttendance(workshop_id=WORKSHOP, participant_id=MENTOR, minutes=120), (plan,)),
        (ListMentor(mentor_id=MENTOR), (started, accepted)),
        (RecordScreening(mentor_id=MENTOR, kind="identity", outcome="clear"), (started,)),
        (GrantMembership(person_id=PERSON, organisation="alumni"), ()),
        (GrantStaffRole(person_id=PERSON, role="programme_manager"), ()),
    ],
    ids=lambda one: type(one).__name__,
)
def test_nobody_does_the_offices_work_for_themselves(command, history, by):
    assert when(command, *history, by=by).then_refused("may-ask").rule == "may_ask"


def test_attendance_is_told_by_the_office_or_by_who_gives_the_training():
    came = RecordAttendance(workshop_id=WORKSHOP, participant_id=MENTOR, minutes=120)
    for by in (OFFICE, f"training_provider:{STAFF}", "importer:1", "service:profiles"):
        when(came, plan, by=by).then_types(WorkshopAttendanceRecorded)


def test_a_mentors_capacity_is_not_for_another_mentor_to_set():
    more = SetMentorCapacity(mentor_id=MENTOR, capacity=3)
    own = {"mentor__capacity__set_by": "mentor"}
    when(more, *serving, by=f"mentor:{OTHER}", **own).then_refused("may-ask")
    when(more, *serving, by=f"mentor:{MENTOR}", **own).then_types(MentorCapacitySet)
    when(more, *serving, by=f"mentor:{PERSON}", **own).then_types(MentorCapacitySet)


@pytest.mark.parametrize("who", [MENTOR, PERSON])
def test_where_the_office_sets_the_capacity_no_other_name_helps_a_mentor(who):
    more = SetMentorCapacity(mentor_id=MENTOR, capacity=3)
    when(more, *serving, by=f"member:{who}").then_refused("capacity-setter")
    when(more, *serving, by=OFFICE).then_types(MentorCapacitySet)


# ---- oneself and nobody else ------------------------------------------------------------------


@pytest.mark.parametrize("kind", [PauseMentor, WithdrawMentor])
def test_what_is_a_mentors_own_is_asked_by_them_or_by_the_office(kind):
    ask = kind(mentor_id=MENTOR)
    for by in (f"mentor:{OTHER}", f"mentee:{MENTEE}", COORDINATOR, "mentor:"):
        when(ask, *serving, by=by).then_refused("may-ask")
    for by in (f"mentor:{MENTOR}", f"mentor:{PERSON}", OFFICE):
        assert when(ask, *serving, by=by).decide()


def test_naming_oneself_beside_somebody_else_lets_nobody_in():
    read = AcknowledgePolicyDocument(participant_id=MENTOR, person_id=OTHER, kind="handbook")
    when(read, by=f"mentor:{OTHER}").then_refused("may-ask")
    learns = CompleteModule(participant_id=MENTOR, module="profile")
    when(learns, by=f"mentor:{OTHER}").then_refused("may-ask")
    place = BookWorkshopPlace(workshop_id=WORKSHOP, participant_id=MENTOR)
    when(place, plan, by=f"mentor:{OTHER}").then_refused("may-ask")


def test_nobody_consents_in_the_name_of_a_parent_or_an_institution():
    def consent(by):
        return RecordConsent(mentee_id=MENTEE, purpose="participation", given_by=by)

    minor = f"mentee:{MENTEE}"
    when(consent("parent"), referred(), by=minor).then_refused("may-ask")
    when(consent("self"), referred(), by=minor).then_refused("consent-giver")
    when(consent("parent"), referred(), by=COORDINATOR).then_types(ConsentGranted)
    told = GiveStoryConsent(story_id=STORY, person_id=PERSON, given_by="parent")
    when(told, by=f"mentee:{PERSON}").then_refused("may-ask")


def test_an_institution_asks_for_those_who_have_one():
    hopes = SetMenteeGoal(mentee_id=MENTEE, text="Speak up.")
    inducted = RecordInduction(mentee_id=MENTEE, minutes=60)
    for ask in (hopes, inducted):
        when(ask, referred(None), by=COORDINATOR).then_refused("may-ask")
    assert when(hopes, referred(), by=COORDINATOR).decide()
    when(inducted, referred(), by=f"mentee:{MENTEE}").then_refused("may-ask")


def test_a_request_for_help_is_opened_again_by_who_made_it_or_sees_to_it():
    raised = SupportRequestRaised(
        request_id=REQUEST, person_id=PERSON, kind="technical", text="-", routed_to="helpdesk"
    )
    history = (raised, SupportRequestResolved(request_id=REQUEST))
    again = ReopenSupportRequest(request_id=REQUEST)
    when(again, *history, by=f"mentor:{OTHER}").then_refused("may-ask")
    for by in (f"mentor:{PERSON}", "helpdesk:1", OFFICE):
        when(again, *history, by=by).then_types(SupportRequestReopened)
    word = CommentOnSupportRequest(request_id=REQUEST, person_id=OTHER, text="-")
    when(word, *history, by=f"mentor:{OTHER}").then_refused("may-ask")
