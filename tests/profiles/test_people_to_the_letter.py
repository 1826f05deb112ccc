"""People, institutions and places to the letter: which rules allowed it, about whom, from when on.

Each of these once survived a change of the code that no other test noticed.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from services.profiles.commands import institution as institution_ask
from services.profiles.commands import membership as membership_ask
from services.profiles.commands import mentee as mentee_ask
from services.profiles.commands import mentor as mentor_ask
from services.profiles.commands import person as person_ask
from services.profiles.commands import training as training_ask
from services.profiles.decider.certificate import certificate
from services.profiles.decider.document import acknowledgement
from services.profiles.decider.person import person
from services.profiles.events import (
    InstitutionReinstated,
    InstitutionSuspended,
    MenteeAwaitsInstitution,
    MenteeVouchedFor,
)
from services.profiles.events import mentor as mentor_said
from services.profiles.policies.counting import printable
from shared.testing import scenario

from . import test_certificate as certificates
from . import test_institution as institutions
from . import test_membership as memberships
from . import test_mentee as mentees
from . import test_mentor as mentors
from . import test_workshop as workshops
from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, STAFF

OTHER = UUID(int=99)
unheld = InstitutionSuspended(**institutions.ID, reason_code="no_cover")
draft = mentors.given(mentors.started)
working = mentors.given(*mentors.serving, mentors.trained, *mentors.read)
listed = mentors.given(*mentors.serving, mentors.trained, *mentors.read, mentors.listed)
paused = mentor_said.MentorPaused(**mentors.WHO)
parting = {"decided_by": STAFF, "reason_code": "standards"}

# ---- which rules allowed it ----------------------------------------------------------------------

ASKED = {
    "an institution is proposed": (institutions.given(), institutions.propose),
    "a lead is appointed": (
        institutions.given(institutions.proposed),
        institution_ask.AppointSafeguardingLead(**institutions.ID, role="dsl", person_id=PERSON),
    ),
    "an institution is activated": (
        institutions.given(*institutions.ready),
        institutions.activate,
    ),
    "an institution is back": (
        institutions.given(*institutions.active, unheld),
        institution_ask.ReinstateInstitution(**institutions.ID),
    ),
    "a workshop is planned": (
        workshops.given(),
        training_ask.ScheduleWorkshop(**workshops.PLAN),
    ),
    "a membership is granted": (
        memberships.given(),
        membership_ask.GrantMembership(**memberships.WHO, basis=("member",)),
    ),
    "a mentor applies": (mentors.given(), mentors.start),
    "an employer is named": (
        draft,
        mentor_ask.DeclareEmployerAffiliation(**mentors.ID, employer_id=STAFF),
    ),
    "a profile is written": (
        draft,
        mentor_ask.UpdateMentorProfile(**mentors.ID, biography="I build bridges."),
    ),
    "a check is asked for": (
        draft,
        mentor_ask.RequestScreening(**mentors.ID, kind="reference"),
    ),
    "a check is recorded": (
        draft,
        mentor_ask.RecordScreening(**mentors.ID, kind="reference", outcome="clear"),
    ),
    "an application is submitted": (
        mentors.given(*mentors.applied[:-1]),
        mentor_ask.SubmitMentorApplication(**mentors.ID),
    ),
    "a mentor is accepted": (
        mentors.given(*mentors.applied, mentors.evaluated, *mentors.clear),
        mentors.accept,
    ),
    "a mentor is declined": (
        draft,
        mentor_ask.DeclineMentor(**mentors.ID, **parting),
    ),
    "a mentor is listed": (working, mentor_ask.ListMentor(**mentors.ID)),
    "a mentor is back from a pause": (
        listed(*listed.history, paused),
        mentor_ask.ResumeMentor(**mentors.ID),
    ),
    "a role is ended": (working, mentor_ask.EndMentorRole(**mentors.ID, **parting)),
    "a document is read": (
        scenario(acknowledgement).under(mentors.rules()),
        person_ask.AcknowledgePolicyDocument(
            participant_id=MENTOR, person_id=PERSON, kind="safeguarding_children"
        ),
    ),
    "a mentee is referred": (mentees.given(), mentees.refer()),
    "a consent is given": (
        mentees.given(mentees.referred),
        mentee_ask.RecordConsent(**mentees.ID, purpose="participation", given_by="parent"),
    ),
    "a mentee tells of themself": (
        mentees.given(mentees.referred),
        mentee_ask.UpdateMenteeProfile(**mentees.ID, topics=("law",)),
    ),
    "a mentee is accepted": (
        mentees.given(*mentees.applied).under(mentees.rules(mentee__school_year={})),
        mentee_ask.AcceptMentee(**mentees.ID),
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_of_people_and_institutions_names_the_rules_that_allowed_it(what):
    given, ask = ASKED[what]
    told = given.when(ask).decide()
    assert told
    assert told[0].allowed_by


# ---- about whom ----------------------------------------------------------------------------------

OF_A_PERSON = {
    "a goal is set": (draft, mentor_ask.SetMentorGoal(**mentors.ID, text="Help.", tags=())),
    "a profile is written": ASKED["a profile is written"],
    "a check is recorded": ASKED["a check is recorded"],
    "a mentor is accepted": ASKED["a mentor is accepted"],
    "a mentor is declined": ASKED["a mentor is declined"],
    "a mentor is listed": ASKED["a mentor is listed"],
    "a mentor pauses": (listed, mentor_ask.PauseMentor(**mentors.ID)),
    "a mentor is back from a pause": ASKED["a mentor is back from a pause"],
    "a role is ended": ASKED["a role is ended"],
    "a mentor leaves": (draft, mentor_ask.WithdrawMentor(**mentors.ID)),
    "a consent is given": ASKED["a consent is given"],
    "a mentee is accepted": ASKED["a mentee is accepted"],
}


@pytest.mark.parametrize("what", OF_A_PERSON)
def test_what_is_recorded_of_somebody_says_of_whom(what):
    given, ask = OF_A_PERSON[what]
    assert given.when(ask).decide()[0].person_id == PERSON


# ---- institutions --------------------------------------------------------------------------------


def test_who_came_while_an_institution_rested_is_vouched_for_when_it_is_back():
    vouch = institution_ask.VouchForMentee(**institutions.ID, mentee_id=MENTEE)
    history = [*institutions.active, unheld]
    history += institutions.given(*history).when(vouch).decide()
    back = institution_ask.ReinstateInstitution(**institutions.ID)
    institutions.given(*history).when(back).then(
        InstitutionReinstated(**institutions.ID),
        MenteeVouchedFor(**institutions.ID, mentee_id=MENTEE, **institutions.PLACE),
    )


def test_who_was_vouched_for_waits_no_longer_and_the_others_do():
    waits = [MenteeAwaitsInstitution(**institutions.ID, mentee_id=one) for one in (MENTEE, OTHER)]
    vouched = MenteeVouchedFor(**institutions.ID, mentee_id=MENTEE, **institutions.PLACE)
    history = (*waits, *institutions.active, vouched, unheld)
    back = institution_ask.ReinstateInstitution(**institutions.ID)
    _, told = institutions.given(*history).when(back).decide()
    assert told.mentee_id == OTHER


@pytest.mark.parametrize("day", [None, date(2025, 12, 1)])
def test_an_institution_leaves_today_or_on_the_day_it_says(day):
    leave = institution_ask.WithdrawInstitution(**institutions.ID, effective_on=day)
    (left,) = institutions.given(*institutions.active).at(AUTUMN).when(leave).decide()
    assert left.effective_on == (day or AUTUMN.date())
    institutions.given(*institutions.active, left).when(leave).then_nothing()


def test_an_institution_that_was_never_proposed_is_not_reviewed_nor_signed_for():
    for ask in (
        institution_ask.ReviewInstitution(**institutions.ID, outcome="approved"),
        institution_ask.SignInstitutionAgreement(**institutions.ID),
        institution_ask.WithdrawInstitution(**institutions.ID),
    ):
        institutions.given().when(ask).then_refused("impossible")


# ---- certificates --------------------------------------------------------------------------------


def test_certificates_are_numbered_and_each_follows_from_the_one_before():
    (first,) = certificates.given().when(certificates.issue).decide()
    assert first.certificate_id == uuid5(MENTOR, "1")
    named = person_ask.IssueCertificate(
        mentor_id=MENTOR, person_id=PERSON, name="Ann Poe", **certificates.PARTS
    )
    (second,) = certificates.given(first).when(named).decide()
    assert (second.certificate_id, second.replaces) == (uuid5(MENTOR, "2"), first.certificate_id)
    assert second.number.startswith("1MM-NCS-")
    assert (second.name, second.parts) == ("Ann Poe", first.parts)
    scenario(certificate)().when(certificates.issue).then_nothing()


def test_a_person_is_certified_once_for_each_of_their_roles_under_their_name():
    def certify(mentor):
        return person_ask.CertifyPerson(
            person_id=PERSON, mentor_id=mentor, parts=("online",), completed_on=AUTUMN.date()
        )

    name = person_ask.RegisterPerson(person_id=PERSON, name="Ann Ode")
    history = scenario(person)().when(certify(MENTOR)).decide()
    history += scenario(person)(*history).when(name).decide()
    history += scenario(person)(*history).when(certify(OTHER)).decide()
    told = [(one.mentor_id, one.name) for one in history if hasattr(one, "mentor_id")]
    assert told == [(MENTOR, None), (MENTOR, "Ann Ode"), (OTHER, "Ann Ode")]
    renamed = person_ask.CorrectPersonName(person_id=PERSON, name="Ann Poe")
    _, *again = scenario(person)(*history).when(renamed).decide()
    assert {(one.mentor_id, one.name) for one in again} == {
        (MENTOR, "Ann Poe"),
        (OTHER, "Ann Poe"),
    }
    scenario(person)(*history).when(certify(OTHER)).then_nothing()


# ---- mentors -------------------------------------------------------------------------------------


def test_a_mentor_is_listed_with_what_was_told_and_as_many_places_as_were_set():
    wide = mentor_ask.SetMentorCapacity(**mentors.ID, capacity=3)
    set_ = working.when(wide).decide()
    told = working(*working.history, *set_)
    (one,) = told.when(mentor_ask.ListMentor(**mentors.ID)).decide()
    assert (one.capacity, one.goal_tags, one.listed_at) == (3, ("stem",), AUTUMN)
    (two,) = told.when(mentor_ask.ListMentor(**mentors.ID, capacity=2)).decide()
    assert two.capacity == 2


def test_a_document_read_in_its_newest_version_is_not_read_again_in_an_older_one():
    def read(version):
        return mentor_ask.NoteAcknowledgement(
            **mentors.ID, kind="safeguarding_adults", document_version=version
        )

    (noted,) = draft.when(read(2)).decide()
    for version in (1, 2):
        draft(*draft.history, noted).when(read(version)).then_nothing()
    draft(*draft.history, noted).when(read(3)).then_types(mentor_said.AcknowledgementNoted)
    (older,) = draft.when(read(1)).decide()
    draft(*draft.history, noted, older).when(read(2)).then_nothing()


@pytest.mark.parametrize("years", [1.0, None])
def test_years_with_young_people_count_where_the_policy_counts_them(years):
    asked = draft.under(
        mentors.rules(mentor__experience={"any_of": [{"youth_experience_years": 1}]})
    )
    _, answer = asked.when(
        mentor_ask.DeclareEligibility(
            **mentors.ID, status="working", general_years=0.0, youth_experience_years=years
        )
    ).decide()
    by = ("youth_experience_years",)
    confirmed = mentor_said.MentorEligibilityConfirmed(**mentors.ID, satisfied_by=by)
    refused = mentor_said.MentorEligibilityRefused(**mentors.ID, rule_id="experience")
    assert answer == (confirmed if years else refused)


def test_a_status_that_does_not_fit_is_the_reason_that_is_told():
    _, answer = draft.when(mentors.declare(30, 0, "studying")).decide()
    assert answer == mentor_said.MentorEligibilityRefused(**mentors.ID, rule_id="status")


SINCE = [
    mentor_ask.DeclareEmployerAffiliation(**mentors.ID, employer_id=STAFF),
    mentor_ask.RequestScreening(**mentors.ID, kind="overseas"),
    mentor_ask.RecordScreening(**mentors.ID, kind="overseas", outcome="clear"),
    mentor_ask.SetMentorGoal(**mentors.ID, text="Help.", tags=()),
    mentor_ask.UpdateMentorProfile(**mentors.ID, biography="I build bridges."),
    mentor_ask.RequestWorkshopPlace(**mentors.ID, workshop_id=OTHER),
]


@pytest.mark.parametrize("ask", SINCE, ids=lambda one: type(one).__name__)
def test_what_applicants_tell_mentors_may_tell_too_and_nobody_who_never_applied(ask):
    told = working.when(ask).decide()
    assert told
    draft(*draft.history).when(ask).decide()
    mentors.given().when(ask).then_refused("impossible")


def test_a_check_is_recorded_anew_only_with_another_outcome():
    def check(outcome, kind="reference"):
        return mentor_ask.RecordScreening(**mentors.ID, kind=kind, outcome=outcome)

    working.when(check("clear")).then_nothing()
    working.when(check("not_clear")).then_types(mentor_said.ScreeningCheckRecorded)
    draft.when(check("clear")).then_types(mentor_said.ScreeningCheckRecorded)


# ---- mentees -------------------------------------------------------------------------------------

taken = mentees.given(*mentees.applied, mentees.accepted)
OF_A_MENTEE = [
    mentee_ask.WithdrawConsent(**mentees.ID, purpose="participation"),
    mentee_ask.UpdateMenteeProfile(**mentees.ID, topics=("law",)),
    mentee_ask.SetMenteeGoal(**mentees.ID, text="A place.", tags=("law",)),
    mentee_ask.LeaveProgramme(**mentees.ID),
]


@pytest.mark.parametrize("ask", OF_A_MENTEE, ids=lambda one: type(one).__name__)
def test_what_is_recorded_of_a_mentee_says_of_whom(ask):
    assert taken.when(ask).decide()[0].person_id == PERSON


def test_an_induction_was_today_or_on_the_day_it_says():
    for day in (None, date(2025, 9, 1)):
        ask = mentee_ask.RecordInduction(**mentees.ID, minutes=60, held_on=day)
        (told,) = taken.when(ask).decide()
        assert told.held_on == (day or AUTUMN.date())


def test_who_is_turned_away_or_gone_is_so_once():
    decline = mentee_ask.DeclineMentee(**mentees.ID, reason_code="no_place")
    (turned,) = mentees.given(mentees.referred).when(decline).decide()
    assert turned.person_id == PERSON
    mentees.given(mentees.referred, turned).when(decline).then_nothing()
    leave = mentee_ask.LeaveProgramme(**mentees.ID)
    (left,) = taken.when(leave).decide()
    taken(*taken.history, left).when(leave).then_nothing()


def test_somebody_comes_of_age_on_the_day_it_is_where_the_programme_is():
    there = mentees.rules(policy__time_zone="Asia/Kolkata")
    birthday = datetime(2026, 10, 1, 18, 30, tzinfo=UTC)
    ask = mentee_ask.ChangeAgeBand(**mentees.ID)
    taken.under(there).at(birthday - timedelta(seconds=1)).when(ask).then_nothing()
    (told,) = taken.under(there).at(birthday).when(ask).decide()
    assert told.effective_on == date(2026, 10, 2)


def test_a_match_that_was_never_noted_does_not_end():
    ask = mentee_ask.NoteMatchEnded(mentee_id=MENTEE, mentor_id=MENTOR)
    taken.when(ask).then_nothing()
    mentees.given().when(ask).then_nothing()


def test_a_region_told_at_first_is_known_until_another_is_told():
    referred = replace(mentees.referred, institution_id=None, region="Leeds", school_year="13")
    alone = mentees.rules(mentee__via_institution="none")
    accept = mentee_ask.AcceptMentee(**mentees.ID)
    known = mentees.given(referred, mentees.consented, mentees.evaluated).under(alone)
    assert known.when(accept).decide()[0].region == "Leeds"
    start = replace(mentors.started, region="Leeds")
    profile = mentor_ask.UpdateMentorProfile(**mentors.ID, biography="I build bridges.")
    told = mentors.given(start).when(profile).decide()
    rest = (*mentors.serving[1:], mentors.trained, *mentors.read)
    (one,) = mentors.given(start, *told, *rest).when(mentor_ask.ListMentor(**mentors.ID)).decide()
    assert one.region == "Leeds"


def test_a_mentees_membership_is_noted_while_they_are_here():
    ask = mentee_ask.NoteMenteeMembership(**mentees.ID, organisation="guild", basis=("member",))
    told = taken.when(ask).decide()
    assert (told[0].mentee_id, told[0].organisation) == (MENTEE, "guild")
    taken(*taken.history, told[0]).when(ask).then_nothing()
    mentees.given().when(ask).then_nothing()


# ---- memberships ---------------------------------------------------------------------------------

lodge = {"person_id": PERSON, "organisation": "lodge"}


def test_one_membership_ends_and_the_other_stays():
    second = replace(memberships.granted, organisation="lodge")
    both = (memberships.granted, second)
    ended = memberships.given(*both).when(membership_ask.EndMembership(**memberships.WHO)).decide()
    assert ended == [memberships.ended]
    rest = memberships.given(*both, *ended)
    (left,) = rest.when(membership_ask.EndMembership(**lodge)).decide()
    assert left.organisation == "lodge"


def test_whoever_follows_is_told_of_each_change_and_with_what_was_granted():
    other = replace(memberships.followed, participant_id=MENTEE, role="mentee")
    following = memberships.given(memberships.followed, other)
    grant = membership_ask.GrantMembership(**memberships.WHO, basis=("member", "board", "member"))
    _, *told = following.when(grant).decide()
    assert told == [
        memberships.confirmed,
        replace(memberships.confirmed, participant_id=MENTEE, role="mentee"),
    ]


# ---- small groups --------------------------------------------------------------------------------


def test_as_many_as_may_be_told_are_told_in_order_and_who_told_nothing_comes_last():
    told = printable({"b": 5, None: 9, "a": 7, "c": 6}, 5)
    assert [(one["value"], one["people"]) for one in told] == [
        ("a", 7),
        ("b", 5),
        ("c", 6),
        (None, 9),
    ]
    withheld = printable({"b": 4, None: 9, "a": 7, "c": 7}, 5)
    assert [one["people"] for one in withheld] == [None, None, 7, 9]
