from datetime import date

import pytest

from services.profiles.commands import mentor as commands
from services.profiles.commands.mentor import (
    AcceptMentor,
    DeclareEligibility,
    DeclareEmployerAffiliation,
    DeclineMentor,
    EndMentorRole,
    ListMentor,
    NoteAcknowledgement,
    NoteMentorTrained,
    NotePreEvaluation,
    PauseMentor,
    RecordScreening,
    RequestScreening,
    ResumeMentor,
    SetMentorCapacity,
    SetMentorGoal,
    StartMentorApplication,
    SubmitMentorApplication,
    UpdateMentorProfile,
    WithdrawMentor,
)
from services.profiles.decider.mentor import mentor
from services.profiles.events import mentor as said
from services.profiles.policies.reactions import from_evaluation
from shared.envelope import Envelope
from shared.messages import Command, Event
from shared.testing import scenario

from .vocabulary import AUTUMN, CASE, MENTOR, PERSON, STAFF, rules

given = scenario(mentor).under(rules()).at(AUTUMN)
ID = {"mentor_id": MENTOR}
WHO = {**ID, "person_id": PERSON}

start = StartMentorApplication(**WHO)
started = said.MentorApplicationStarted(**WHO, source="independent")
confirmed = said.MentorEligibilityConfirmed(**ID, satisfied_by=("general_years",))
goal = said.MentorGoalSet(**WHO, text="Help girls into engineering.", tags=("stem",))
submitted = said.MentorApplicationSubmitted(**ID)
evaluated = said.MentorPreEvaluationNoted(**ID)
clear = tuple(
    said.ScreeningCheckRecorded(**WHO, kind=kind, outcome="clear")
    for kind in ("identity", "reference", "dbs_enhanced")
)
applied = (started, confirmed, goal, submitted)
accepted = said.MentorApplicationAccepted(**WHO, decided_by=STAFF)
trained = said.MentorTrainingNoted(**ID)
read = tuple(
    said.AcknowledgementNoted(**ID, kind=f"safeguarding_{who}", document_version=1)
    for who in ("children", "adults")
)
serving = (*applied, evaluated, *clear, accepted)
listed = said.MentorListed(
    **WHO,
    capacity=1,
    region=None,
    topics=(),
    goal_tags=("stem",),
    background_tags=(),
    listed_at=AUTUMN,
)
accept = AcceptMentor(**ID, decided_by=STAFF)


def declare(general, postgraduate, status="working"):
    return DeclareEligibility(
        **ID, status=status, general_years=general, postgraduate_years=postgraduate
    )


@pytest.mark.requirement("1MM-013")
@pytest.mark.parametrize(
    ("general", "postgraduate", "by"),
    [
        (5, 0, ("general_years",)),
        (4.99, 0, None),
        (0, 2, ("postgraduate_years",)),
        (4, 1, None),
        (4, 2, ("postgraduate_years",)),
        (0, 1.99, None),
    ],
)
def test_five_years_of_work_or_two_after_a_degree(general, postgraduate, by):
    _, answer = given(started).when(declare(general, postgraduate)).decide()
    if by is None:
        assert answer == said.MentorEligibilityRefused(**ID, rule_id="experience")
    else:
        assert answer == said.MentorEligibilityConfirmed(**ID, satisfied_by=by)


@pytest.mark.requirement("1MM-012")
@pytest.mark.parametrize(
    ("status", "fits"), [("working", True), ("retired", True), ("student", False)]
)
def test_mentors_work_or_are_retired(status, fits):
    _, answer = given(started).when(declare(30, 0, status)).decide()
    assert isinstance(answer, said.MentorEligibilityConfirmed) is fits


def test_an_application_needs_confirmed_eligibility():
    refused = said.MentorEligibilityRefused(**ID, rule_id="experience")
    submit = SubmitMentorApplication(**ID)
    given(started, goal).when(submit).then_refused("eligibility-confirmed")
    given(started, confirmed, goal, refused).when(submit).then_refused("eligibility-confirmed")


@pytest.mark.requirement("1MM-015")
def test_an_application_needs_a_goal_whose_tags_help_to_match():
    submit = SubmitMentorApplication(**ID)
    given(started, confirmed).when(submit).then_refused("goal-set")
    given(started, confirmed).when(
        SetMentorGoal(**ID, text="Help girls into engineering.", tags=("stem",))
    ).then(goal)
    given(started, confirmed, goal).when(submit).then(submitted)
    given(*applied).when(submit).then_nothing()


@pytest.mark.requirement("1MM-014")
def test_no_age_is_too_high_until_a_policy_says_so():
    old = StartMentorApplication(**WHO, date_of_birth=date(1951, 6, 1))
    given().when(old).then_types(said.MentorApplicationStarted)
    capped = given.under(rules(mentor__age={"min": None, "max": 70}))
    capped().when(old).then_refused("mentor-age")
    capped().when(start).then_refused("mentor-age")
    born = StartMentorApplication(**WHO, date_of_birth=date(1954, 10, 2))
    capped().when(born).then_types(said.MentorApplicationStarted)


@pytest.mark.requirement("1MM-016")
def test_no_experience_with_young_people_is_asked_for():
    none = DeclareEligibility(**ID, status="working", general_years=6.0, youth_experience_years=0.0)
    _, answer = given(started).when(none).decide()
    assert answer == confirmed
    given(*applied, evaluated, *clear).when(accept).then(accepted)


@pytest.mark.requirement("1MM-008")
def test_mentors_come_on_their_own_or_through_an_employer():
    (alone,) = given().when(start).then_types(said.MentorApplicationStarted)
    assert (alone.mentor_id, alone.person_id, alone.source) == (MENTOR, PERSON, "independent")
    employed = StartMentorApplication(**WHO, source="employer")
    (event,) = given().when(employed).then_types(said.MentorApplicationStarted)
    affiliate = DeclareEmployerAffiliation(**ID, employer_id=STAFF, scheme="Aire Time")
    given(event).when(affiliate).then_types(said.EmployerAffiliationDeclared)
    given().when(StartMentorApplication(**WHO, source="circus")).then_refused("source-known")


def test_a_programme_may_want_partners_only():
    affiliate = DeclareEmployerAffiliation(**ID, employer_id=STAFF)
    partner = DeclareEmployerAffiliation(**ID, employer_id=STAFF, partnership="partner")
    strict = given.under(rules(employer={"partnership_required": True}))
    strict(started).when(affiliate).then_refused("partnership-held")
    strict(started).when(partner).then_types(said.EmployerAffiliationDeclared)


@pytest.mark.requirement("1MM-010")
def test_nothing_a_mentor_can_be_asked_or_told_is_about_money():
    kinds = [
        one
        for module in (commands, said)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Command | Event)
    ]
    names = {name for kind in kinds for name in kind.codecs}
    assert not {n for n in names for m in ("amount", "fee", "pay", "paid", "price") if m in n}


@pytest.mark.requirement("1MM-024")
def test_a_mentor_is_accepted_only_after_the_pre_evaluation():
    given(*applied, *clear).when(accept).then_refused("pre-evaluation")
    given(*applied, *clear, evaluated).when(accept).then(accepted)
    relaxed = given.under(rules(application__pre_evaluation=[]))
    relaxed(*applied, *clear).when(accept).then(accepted)


@pytest.mark.requirement("1MM-024")
def test_the_answered_pre_evaluation_is_noted_once():
    kind = from_evaluation.events["EvaluationSubmitted"]
    pre = kind(participant_id=MENTOR, role="mentor", phase="pre")
    end = kind(participant_id=MENTOR, role="mentor", phase="end")
    note = NotePreEvaluation(mentor_id=MENTOR)
    assert from_evaluation.to(Envelope.about(pre)) == [note]
    assert from_evaluation.to(Envelope.about(end)) == []
    given(started).when(note).then(evaluated)
    given(started, evaluated).when(note).then_nothing()
    given().when(note).then_nothing()


def test_every_required_check_must_be_clear():
    given(*applied, evaluated, *clear[:2]).when(accept).then_refused("screening-clear")
    failed = said.ScreeningCheckRecorded(**WHO, kind="reference", outcome="not_clear")
    given(*applied, evaluated, *clear, failed).when(accept).then_refused("screening-clear")


def test_a_criminal_record_check_needs_a_basis_before_it_is_asked_for():
    ask = RequestScreening(**ID, kind="dbs_enhanced")
    given(*applied).when(ask).then_refused("eligibility-basis")
    curious = RequestScreening(**ID, kind="dbs_enhanced", eligibility_basis="curiosity")
    given(*applied).when(curious).then_refused("eligibility-basis")
    lawful = RequestScreening(**ID, kind="dbs_enhanced", eligibility_basis="works_with_under_18s")
    (requested,) = given(*applied).when(lawful).then_types(said.ScreeningRequested)
    result = RecordScreening(**ID, kind="dbs_enhanced", outcome="clear")
    given(*applied).when(result).then_refused("eligibility-basis")
    given(*applied, requested).when(result).then(clear[2])
    given(*applied).when(RecordScreening(**ID, kind="identity", outcome="clear")).then(clear[0])


@pytest.mark.requirement("1MM-017")
def test_the_operator_declines_at_its_discretion_and_somebody_answers_for_it():
    ask = DeclineMentor(**ID, reason_code="discretion", decided_by=STAFF)
    given(*applied).when(ask).then_types(said.MentorApplicationDeclined)
    given(started).when(ask).then_types(said.MentorApplicationDeclined)
    anonymous = DeclineMentor(**ID, reason_code="discretion")
    given(*applied).when(anonymous).then_refused("decided-by")
    given(*applied, evaluated, *clear).when(AcceptMentor(**ID)).then_refused("decided-by")
    strict = given.under(rules(mentor__decline__discretion=False))
    strict(*applied).when(ask).then_refused("reason-known")


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("cannot_perform_tasks", marks=pytest.mark.requirement("1MM-018")),
        pytest.param("non_compliance", marks=pytest.mark.requirement("1MM-019")),
        pytest.param("time_commitment", marks=pytest.mark.requirement("1MM-020")),
        "standards",
    ],
)
def test_every_listed_reason_ends_a_role_and_stays_indoors(reason):
    ask = EndMentorRole(**ID, reason_code=reason, decided_by=STAFF)
    (ended,) = given(*serving).when(ask).then_types(said.MentorRoleEnded)
    assert said.MentorRoleEnded.revive(ended.dump()) == ended
    assert ended.effective_on == date(2025, 10, 1)
    assert "reason_code" in said.MentorRoleEnded.indoors
    given(*serving, ended).when(ask).then_nothing()


@pytest.mark.requirement("1MM-018")
def test_an_unlisted_reason_needs_a_rationale():
    bare = EndMentorRole(**ID, reason_code="bad_singing", decided_by=STAFF)
    given(*serving).when(bare).then_refused("reason-known")
    said_why = EndMentorRole(
        **ID, reason_code="bad_singing", rationale="Nobody could bear it.", decided_by=STAFF
    )
    given(*serving).when(said_why).then_types(said.MentorRoleEnded)


@pytest.mark.requirement("1MM-022")
def test_a_safeguarding_reason_needs_a_case_and_shows_none_of_it():
    bare = EndMentorRole(**ID, reason_code="safeguarding_guidelines", decided_by=STAFF)
    given(*serving).when(bare).then_refused("case-linked")
    linked = EndMentorRole(
        **ID, reason_code="safeguarding_guidelines", decided_by=STAFF, case_ref=CASE
    )
    given(*serving).when(linked).then_types(said.MentorRoleEnded)
    hidden = said.MentorRoleEnded.indoors | set(said.MentorRoleEnded.personal)
    assert set(said.MentorRoleEnded.codecs) - hidden == {"mentor_id", "person_id", "effective_on"}


@pytest.mark.requirement("1MM-020")
def test_a_mentor_may_stop_for_lack_of_time_or_for_no_reason():
    tired = WithdrawMentor(**ID, reason_code="time_commitment")
    given(*serving).when(tired).then(said.MentorWithdrawn(**WHO, reason_code="time_commitment"))
    given(started).when(WithdrawMentor(**ID)).then_types(said.MentorWithdrawn)


def test_only_a_trained_mentor_is_listed():
    given(*serving, *read).when(ListMentor(**ID)).then_refused("mentor-trained")
    given(*serving, *read, trained).when(ListMentor(**ID)).then(listed)
    given(*serving, *read, trained, listed).when(ListMentor(**ID)).then_nothing()
    given(*applied).when(ListMentor(**ID)).then_refused("impossible")


@pytest.mark.requirement("1MM-073")
def test_a_mentor_has_read_the_current_documents():
    given(*serving, trained).when(ListMentor(**ID)).then_refused("documents-acknowledged")
    given(*serving, trained, read[0]).when(ListMentor(**ID)).then_refused("documents-acknowledged")
    newer = given.under(rules(documents__versions={"safeguarding_children": 2}))
    newer(*serving, trained, *read).when(ListMentor(**ID)).then_refused("documents-acknowledged")
    again = said.AcknowledgementNoted(**ID, kind="safeguarding_children", document_version=2)
    newer(*serving, trained, *read, again).when(ListMentor(**ID)).then(listed)


def test_notes_that_arrive_twice_or_for_nobody_change_nothing():
    given(*serving).when(NoteMentorTrained(**ID)).then(trained)
    given(*serving, trained).when(NoteMentorTrained(**ID)).then_nothing()
    given().when(NoteMentorTrained(**ID)).then_nothing()
    note = NoteAcknowledgement(**ID, kind="safeguarding_children", document_version=1)
    given(started).when(note).then(read[0])
    given(started, read[0]).when(note).then_nothing()
    given().when(note).then_nothing()


def test_a_listed_mentor_pauses_and_comes_back():
    ready = (*serving, *read, trained, listed)
    paused, resumed = said.MentorPaused(**WHO), said.MentorResumed(**WHO)
    given(*ready).when(PauseMentor(**ID)).then(paused)
    given(*ready, paused).when(PauseMentor(**ID)).then_nothing()
    given(*ready, paused).when(ResumeMentor(**ID)).then(resumed)
    given(*ready).when(ResumeMentor(**ID)).then_nothing()
    given(started).when(PauseMentor(**ID)).then_refused("impossible")


def test_the_operator_sets_the_capacity_where_the_policy_says_so():
    ready = (*serving, *read, trained, listed)
    ask = SetMentorCapacity(**ID, capacity=2)
    given(*ready).when(ask).then(said.MentorCapacitySet(**ID, capacity=2))
    one = SetMentorCapacity(**ID, capacity=1)
    (said_so,) = given(*ready).when(one).then_types(said.MentorCapacitySet)
    given(*ready, said_so).when(one).then_nothing()
    nobodys = SetMentorCapacity(**ID, capacity=None)
    (taken_back,) = given(*ready, said_so).when(nobodys).then_types(said.MentorCapacitySet)
    given(*ready, said_so, taken_back).when(nobodys).then_nothing()
    given(*ready).by("mentor:11").when(ask).then_refused("capacity-setter")
    own = given.under(rules(mentor__capacity={"set_by": "mentor", "default": 1}))
    own(*ready).by("mentor:11").when(ask).then_types(said.MentorCapacitySet)


def test_a_listing_tells_a_number_of_ones_own_from_the_programmes():
    accepted = (*serving, *read, trained)

    def capacity(*told, number=None, default=1):
        policy = given.under(rules(mentor__capacity={"set_by": "operator", "default": default}))
        (one,) = policy(*accepted, *told).when(ListMentor(**ID, capacity=number)).decide()
        return one.capacity, one.capacity_stated

    assert capacity() == (1, False)
    assert capacity(default=None) == (None, False)
    assert capacity(number=1) == (1, True)
    assert capacity(said.MentorCapacitySet(**ID, capacity=2)) == (2, True)
    assert capacity(said.MentorCapacitySet(**ID, capacity=2), number=0) == (0, True)
    assert capacity(said.MentorCapacitySet(**ID, capacity=None)) == (1, False)


def test_the_listing_says_what_the_mentor_told():
    profile = UpdateMentorProfile(**ID, region="Leeds", topics=("physics",))
    (updated,) = given(*serving).when(profile).then_types(said.MentorProfileUpdated)
    (event,) = given(*serving, updated, *read, trained).when(ListMentor(**ID)).decide()
    assert (event.region, event.topics, event.goal_tags) == ("Leeds", ("physics",), ("stem",))


def test_nobody_decides_outside_a_programme():
    scenario(mentor)().when(start).then_refused("no-policy")
