from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.profiles.commands.mentee import (
    AcceptMentee,
    ChangeAgeBand,
    DeclineMentee,
    LeaveProgramme,
    NoteInstitution,
    NoteMatch,
    NoteMatchEnded,
    NoteMenteePreEvaluation,
    NoteMenteeTrained,
    ReadMenteeBrief,
    RecordConsent,
    ReferMentee,
    SetMenteeGoal,
    UpdateMenteeProfile,
    WithdrawConsent,
)
from services.profiles.decider.mentee import mentee
from services.profiles.events import mentee as said
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.testing import scenario

from .vocabulary import AUTUMN, INSTITUTION, MENTEE, MENTOR, PERSON, rules

given = scenario(mentee).under(rules()).at(AUTUMN)
DAY = AUTUMN.date()
ID = {"mentee_id": MENTEE}
WHO = {**ID, "person_id": PERSON}
BORN = date(2008, 10, 2)  # seventeen since a year less a day
MIDNIGHT = datetime(2026, 10, 1, 23, tzinfo=UTC)  # 2 October, summer time


def refer(born=BORN, institution=INSTITUTION, **more):
    return ReferMentee(**WHO, date_of_birth=born, institution_id=institution, **more)


def years_before(years, days=0):
    return DAY.replace(year=DAY.year - years) + timedelta(days=days)


referred = said.MenteeReferred(
    **WHO,
    institution_id=INSTITUTION,
    age_band="minor",
    date_of_birth=BORN,
    adult_from=MIDNIGHT,
)
known = said.MenteeInstitutionConfirmed(
    **ID, institution_id=INSTITUTION, type="college", region="Leeds"
)
consented = said.ConsentGranted(**WHO, purpose="participation", given_by="parent")
evaluated = said.MenteePreEvaluationNoted(**ID)
applied = (referred, known, consented, evaluated)
accepted = said.MenteeApplicationAccepted(**WHO, age_band="minor", region="Leeds")
noted = said.MenteeTrainingNoted(**ID)


def ages(least, most):
    return given.under(rules(mentee__age={"min": least, "max": most}))


AGES = [
    pytest.param(15, 17, 15, 1, False, marks=pytest.mark.requirement("1MM-027")),
    pytest.param(15, 17, 15, 0, True, marks=pytest.mark.requirement("1MM-027")),
    pytest.param(15, 17, 18, 1, True, marks=pytest.mark.requirement("1MM-027")),
    pytest.param(15, 17, 18, 0, False, marks=pytest.mark.requirement("1MM-027")),
    pytest.param(14, 25, 14, 1, False, marks=pytest.mark.requirement("1MM-026")),
    pytest.param(14, 25, 14, 0, True, marks=pytest.mark.requirement("1MM-026")),
    pytest.param(14, 25, 26, 1, True, marks=pytest.mark.requirement("1MM-026")),
    pytest.param(14, 25, 26, 0, False, marks=pytest.mark.requirement("1MM-026")),
    pytest.param(18, 25, 18, 1, False, marks=pytest.mark.requirement("1MM-028")),
    pytest.param(18, 25, 18, 0, True, marks=pytest.mark.requirement("1MM-028")),
]


@pytest.mark.parametrize(("least", "most", "years", "days", "welcome"), AGES)
def test_the_age_on_the_day_decides(least, most, years, days, welcome):
    asked = ages(least, most)().when(refer(years_before(years, days)))
    if welcome:
        asked.then_types(said.MenteeReferred)
    else:
        asked.then_refused("mentee-age")


@pytest.mark.requirement("1MM-004")
def test_two_programmes_hold_different_ages_side_by_side():
    younger, older = ages(15, 17), ages(18, 25)
    sixteen, twenty = refer(years_before(16)), refer(years_before(20))
    younger().when(sixteen).then_types(said.MenteeReferred)
    older().when(sixteen).then_refused("mentee-age")
    older().when(twenty).then_types(said.MenteeReferred)
    younger().when(twenty).then_refused("mentee-age")


def test_the_day_is_the_local_one():
    eve = datetime(2025, 10, 1, 22, 59, tzinfo=UTC)
    fifteen_tomorrow = refer(date(2010, 10, 2))
    given.at(eve)().when(fifteen_tomorrow).then_refused("mentee-age")
    given.at(eve + timedelta(minutes=1))().when(fifteen_tomorrow).then_types(said.MenteeReferred)


@pytest.mark.requirement("1MM-054")
def test_mentees_come_through_an_active_institution():
    given().when(refer(institution=None)).then_refused("via-institution")
    open_ = given.under(rules(mentee__via_institution="optional"))
    open_().when(refer(institution=None)).then_types(said.MenteeReferred)
    given(referred, consented, evaluated).when(AcceptMentee(**ID)).then_refused(
        "institution-active"
    )
    given(*applied).when(AcceptMentee(**ID)).then(accepted)


def test_only_the_own_institution_vouches():
    note = NoteInstitution(**ID, institution_id=INSTITUTION, type="college", region="Leeds")
    other = NoteInstitution(**ID, institution_id=UUID(int=1), type="college", region="Leeds")
    given(referred).when(note).then(known)
    given(referred).when(other).then_nothing()
    given(referred, known).when(note).then_nothing()
    given().when(note).then_nothing()


@pytest.mark.requirement("1MM-024")
def test_a_mentee_is_accepted_only_after_the_pre_evaluation():
    given(referred, known, consented).when(AcceptMentee(**ID)).then_refused("pre-evaluation")
    relaxed = given.under(rules(application__pre_evaluation=["mentor"]))
    relaxed(referred, known, consented).when(AcceptMentee(**ID)).then(accepted)
    given(referred).when(NoteMenteePreEvaluation(**ID)).then(evaluated)
    given(referred, evaluated).when(NoteMenteePreEvaluation(**ID)).then_nothing()


def test_a_mentee_is_accepted_only_with_consent():
    without = (referred, known, evaluated)
    given(*without).when(AcceptMentee(**ID)).then_refused("consents-given")
    taken_back = said.ConsentWithdrawn(**WHO, purpose="participation")
    given(*applied, taken_back).when(AcceptMentee(**ID)).then_refused("consents-given")


@pytest.mark.parametrize(
    ("at", "giver", "right"),
    [
        (AUTUMN, "parent", True),
        (AUTUMN, "institution", True),
        (AUTUMN, "self", False),
        (MIDNIGHT - timedelta(seconds=1), "parent", True),
        (MIDNIGHT, "parent", False),
        (MIDNIGHT, "self", True),
    ],
)
def test_others_consent_for_minors_and_adults_for_themselves(at, giver, right):
    ask = RecordConsent(**ID, purpose="participation", given_by=giver)
    asked = given(referred).at(at).when(ask)
    if right:
        asked.then_types(said.ConsentGranted)
    else:
        asked.then_refused("consent-giver")


def test_consent_is_taken_back_at_any_time():
    ask = WithdrawConsent(**ID, purpose="participation")
    left = said.MenteeLeft(**WHO, reason_code="own_wish")
    withdrawn = said.ConsentWithdrawn(**WHO, purpose="participation")
    given(*applied, left).when(ask).then(withdrawn)
    given(referred).when(ask).then_nothing()


@pytest.mark.requirement("1MM-030")
def test_a_school_tells_the_school_year():
    at_school = said.MenteeInstitutionConfirmed(
        **ID, institution_id=INSTITUTION, type="school", region="Leeds"
    )
    history = (referred, at_school, consented, evaluated)
    given(*history).when(AcceptMentee(**ID)).then_refused("school-year")
    year = UpdateMenteeProfile(**ID, school_year="Year 12")
    (updated,) = given(*history).when(year).then_types(said.MenteeProfileUpdated)
    given(*history, updated).when(AcceptMentee(**ID)).then(accepted)
    of_age = said.AgeBandChanged(
        **WHO, from_band="minor", to_band="adult", effective_on=date(2026, 10, 2)
    )
    given(*history, of_age).when(AcceptMentee(**ID)).then_types(said.MenteeApplicationAccepted)


def test_readiness_is_said_once_when_accepted_and_trained():
    note = NoteMenteeTrained(**ID)
    done = given(*applied, accepted).when(note)
    done.then_types(said.MenteeTrainingNoted, said.MenteeReadyForMatching)
    events = done.decide()
    assert (events[1].region, events[1].age_band) == ("Leeds", "minor")
    given(*applied, accepted, *events).when(note).then_nothing()
    given(*applied).when(note).then(noted)
    early = given(*applied, noted).when(AcceptMentee(**ID))
    early.then_types(said.MenteeApplicationAccepted, said.MenteeReadyForMatching)


@pytest.mark.requirement("1MM-077")
@pytest.mark.parametrize(
    ("born", "midnight"),
    [
        (date(2008, 10, 2), datetime(2026, 10, 1, 23, tzinfo=UTC)),
        (date(2008, 12, 24), datetime(2026, 12, 24, tzinfo=UTC)),
        (date(2008, 2, 29), datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_a_mentee_comes_of_age_at_the_local_midnight(born, midnight):
    (event,) = given().when(refer(born)).then_types(said.MenteeReferred)
    (due,) = timers.to(Envelope.about(event))
    assert due == Due(f"birthday:{MENTEE}", midnight, ChangeAgeBand(**ID))
    given(event).at(midnight - timedelta(seconds=1)).when(due.ask).then_nothing()
    changed = said.AgeBandChanged(
        **WHO,
        from_band="minor",
        to_band="adult",
        effective_on=(midnight + timedelta(hours=1)).date(),
    )
    given(event).at(midnight).when(due.ask).then(changed)
    given(event, changed).at(midnight).when(due.ask).then_nothing()


@pytest.mark.requirement("1MM-077")
def test_eighteen_is_adult():
    asked = given.under(rules(mentee__age={"min": 15, "max": 25}))
    (event,) = asked().when(refer(years_before(18))).then_types(said.MenteeReferred)
    assert (event.age_band, event.adult_from) == ("adult", None)
    assert timers.to(Envelope.about(event)) == []
    (event,) = asked().when(refer(years_before(18, days=1))).then_types(said.MenteeReferred)
    assert event.age_band == "minor"


def test_who_has_left_has_no_birthday():
    left = said.MenteeLeft(**WHO, reason_code="own_wish")
    assert timers.to(Envelope.about(left)) == [Off(f"birthday:{MENTEE}")]
    declined = said.MenteeApplicationDeclined(**WHO, reason_code="no_place")
    assert timers.to(Envelope.about(declined)) == [Off(f"birthday:{MENTEE}")]
    given(referred, left).at(MIDNIGHT).when(ChangeAgeBand(**ID)).then_nothing()


@pytest.mark.requirement("1MM-029")
def test_only_the_matched_mentor_reads_the_profile():
    read = ReadMenteeBrief(**ID, mentor_id=MENTOR)
    matched = said.MenteeMatched(**ID, mentor_id=MENTOR)
    unmatched = said.MenteeUnmatched(**ID, mentor_id=MENTOR)
    given(*applied, accepted).when(read).then_refused("matched-mentor")
    given(*applied, accepted).when(NoteMatch(**ID, mentor_id=MENTOR)).then(matched)
    given(*applied, accepted, matched).when(read).then_types(said.MenteeBriefRead)
    given(*applied, matched).when(NoteMatch(**ID, mentor_id=MENTOR)).then_nothing()
    given(*applied, matched).when(NoteMatchEnded(**ID, mentor_id=MENTOR)).then(unmatched)
    given(*applied, matched, unmatched).when(read).then_refused("matched-mentor")


def test_a_mentee_hopes_leaves_or_is_turned_away():
    hope = SetMenteeGoal(**ID, text="Become an engineer.", tags=("stem",))
    given(referred).when(hope).then_types(said.MenteeGoalSet)
    left = said.MenteeLeft(**WHO, reason_code="own_wish")
    given(referred).when(LeaveProgramme(**ID)).then(left)
    given(referred, left).when(LeaveProgramme(**ID)).then_nothing()
    given(referred, left).when(hope).then_refused("impossible")
    no = DeclineMentee(**ID, reason_code="no_place")
    given(referred).when(no).then(said.MenteeApplicationDeclined(**WHO, reason_code="no_place"))


def test_the_birth_date_is_personal_and_the_referral_published():
    assert {"date_of_birth", "adult_from"} <= set(said.MenteeReferred.personal)
    assert said.MenteeReferred.published
