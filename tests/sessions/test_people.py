"""The mentor across relationships, the mentee's age, the institution's standing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.sessions import commands, events
from services.sessions.policies.following import own
from shared.envelope import Envelope
from tests.sessions.vocabulary import (
    COLLEGE,
    HALL,
    MENTEE,
    MENTOR,
    NOW,
    RELATIONSHIP,
    TEACHER,
    birthday,
    given_institution,
    given_mentee,
    given_mentor,
    held,
    session,
    varied,
)

FIRST = date(2026, 1, 1)
PLAN = {"relationship_id": RELATIONSHIP}


def counted(*days):
    return [
        events.MinorSessionCounted(
            mentor_id=MENTOR, session_id=session(day), day=FIRST + timedelta(day)
        )
        for day in days
    ]


def count(day, hour=12, number=None):
    at = datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(day)
    return commands.CountMinorSession(
        mentor_id=MENTOR, session_id=session(day if number is None else number), held_at=at
    )


@pytest.mark.requirement("SG-24")
def test_three_days_in_thirty_are_not_regulated_activity_and_four_are():
    given_mentor(*counted(0, 7)).when(count(14)).then_types(events.MinorSessionCounted)
    _, told = given_mentor(*counted(0, 7, 14)).when(count(21)).decide()
    days = tuple(FIRST + timedelta(day) for day in (0, 7, 14, 21))
    assert told == events.RegulatedActivityThresholdReached(
        mentor_id=MENTOR, window_start=FIRST, days=days
    )


@pytest.mark.requirement("SG-24")
@pytest.mark.parametrize(("last", "full"), [(29, True), (30, False)])
def test_the_thirty_first_day_rolls_out(last, full):
    told = given_mentor(*counted(0, 7, 14)).when(count(last)).decide()
    assert (len(told) == 2) is full


@pytest.mark.requirement("SG-24")
def test_two_sessions_on_one_day_are_one_day():
    told = given_mentor(*counted(0, 7, 14)).when(count(14, 18, number=99)).decide()
    assert len(told) == 1


@pytest.mark.requirement("SG-24")
def test_the_threshold_is_the_policys():
    stricter = given_mentor(*counted(0, 7)).under(varied(regulated_activity__days=3))
    assert len(stricter.when(count(14)).decide()) == 2


@pytest.mark.requirement("SG-24")
@pytest.mark.parametrize(
    ("days", "full"),
    [
        ((0, 7, 14, 29), True),  # the thirtieth day, the first one counted
        ((0, 7, 14, 30), False),
        ((0, 7, 14, 31), False),
        ((0, 1, 2, 3), True),
        ((5, 33, 34, 35), False),  # thirty days apart, the first and the last
        ((5, 32, 33, 34), True),  # twenty-nine
        ((0, 31, 62, 93), False),
    ],
)
def test_the_days_of_one_mentor_are_counted_across_relationships(days, full):
    history = []
    for number, day in enumerate(days):
        held_ = held(
            number,
            datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(day),
            age_band="minor",
            relationship_id=(RELATIONSHIP, session(77))[number % 2],
        )
        (ask,) = own.to(Envelope.about(held_))
        history += given_mentor(*history).when(ask).decide()
    told = [one for one in history if isinstance(one, events.RegulatedActivityThresholdReached)]
    assert len(told) == full


def test_an_adult_is_not_counted():
    assert own.to(Envelope.about(held(1, NOW))) == []


def on_days(*days):
    """What was recorded of a mentor who met minors on these days, told in this order."""
    history = []
    for number, day in enumerate(days):
        history += given_mentor(*history).when(count(day, number=number)).decide()
    return history


def days_told(*history):
    """On which day each spell was said to be regulated activity."""
    kind = events.RegulatedActivityThresholdReached
    return [(one.days[-1] - FIRST).days for one in history if isinstance(one, kind)]


@pytest.mark.requirement("SG-24")
@pytest.mark.parametrize(
    ("days", "told"),
    [
        (range(0, 140, 7), [21]),  # week by week, for months
        (range(10), [3]),
        ((0, 1, 2, 29, 30), [29]),  # the first rolls out on the day on which the last comes
        ((0, 2, 3, 29, 31), [29, 31]),  # in between there were three, for one day
        ((0, 7, 14, 21, 28, 80, 87, 94, 101, 108), [21, 101]),
        ((0, 7, 14, 21, 7, 21, 22), [21]),
        ((29, 30, 31, 32, 0, 1, 2), [32]),  # heard late: these were days of the same spell
        ((40, 41, 42, 43, 0, 1, 2, 3), [43, 3]),  # heard late: that was another
    ],
    ids=str,
)
def test_regulated_activity_is_told_once_and_again_after_a_time_without(days, told):
    assert days_told(*on_days(*days)) == told


@pytest.mark.requirement("SG-24")
def test_who_is_above_a_threshold_that_was_lowered_is_told_of_on_the_next_day_with_a_minor():
    three = given_mentor(*on_days(0, 7, 14)).under(varied(regulated_activity__days=3))
    told = three.when(count(20, number=20)).decide()
    assert told[1].days == tuple(FIRST + timedelta(day) for day in (0, 7, 14))


def test_a_day_heard_late_may_make_two_spells():
    told = on_days(0, 1, 29, 31, 48, 28)
    assert days_told(*told) == [29, 48]


def test_a_day_heard_late_still_fills_its_window():
    assert len(given_mentor(*counted(0, 14, 21)).when(count(7)).decide()) == 2


def test_a_session_is_counted_once_and_on_its_local_day():
    given_mentor(*counted(3)).when(count(3)).then_nothing()
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    ask = commands.CountMinorSession(mentor_id=MENTOR, session_id=session(1), held_at=at)
    (told,) = given_mentor().when(ask).decide()
    assert told.day == date(2026, 7, 2)


# ---- plans, applications, standing down ------------------------------------------------------

applied = events.MentorApplied(mentor_id=MENTOR, applied_at=NOW)
taken_on = events.PlanTakenOn(mentor_id=MENTOR, **PLAN, applied_at=NOW)


@pytest.mark.requirement("1MM-046")
def test_the_lead_time_belongs_to_the_mentors_first_plan_whatever_is_heard_first():
    take = commands.TakeOnPlan(mentor_id=MENTOR, **PLAN)
    apply = commands.NoteApplication(mentor_id=MENTOR, applied_at=NOW)
    given_mentor(applied).when(take).then(taken_on)
    unknown = events.PlanTakenOn(mentor_id=MENTOR, **PLAN)
    given_mentor().when(take).then(unknown)
    first = events.MentorApplied(mentor_id=MENTOR, applied_at=NOW, **PLAN)
    given_mentor(unknown).when(apply).then(first)
    second = commands.TakeOnPlan(mentor_id=MENTOR, relationship_id=session(2))
    (told,) = given_mentor(applied, taken_on).when(second).decide()
    assert told.applied_at is None
    given_mentor(applied, taken_on).when(take).then_nothing()
    given_mentor(applied).when(apply).then_nothing()


def test_a_mentor_stands_down_once_for_all_plans():
    ask = commands.StandDown(mentor_id=MENTOR)
    told = events.MentorStoodDown(mentor_id=MENTOR, plans=(RELATIONSHIP,))
    given_mentor(taken_on).when(ask).then(told)
    given_mentor(taken_on, told).when(ask).then_nothing()


def test_a_mentor_who_came_back_and_took_on_another_plan_can_be_stood_down_again():
    ask = commands.StandDown(mentor_id=MENTOR)
    first = events.MentorStoodDown(mentor_id=MENTOR, plans=(RELATIONSHIP,))
    anew = events.PlanTakenOn(mentor_id=MENTOR, relationship_id=MENTEE)
    again = events.MentorStoodDown(mentor_id=MENTOR, plans=(RELATIONSHIP, MENTEE))
    given_mentor(taken_on, first, anew).when(ask).then(again)


@pytest.mark.requirement("1MM-063")
def test_every_second_try_at_a_denied_venue_is_told():
    def tried(times):
        return events.DeniedVenueTried(mentor_id=MENTOR, **PLAN, rule="no_homes", count=times)

    ask = commands.CountDeniedVenue(mentor_id=MENTOR, **PLAN, rule="no_homes")
    told = events.PolicyBreakAttempted(mentor_id=MENTOR, **PLAN, rule="no_homes")
    given_mentor().when(ask).then(tried(1))
    given_mentor(tried(1)).when(ask).then(tried(2), told)
    given_mentor(tried(1), tried(2)).when(ask).then(tried(3))


# ---- mentee ----------------------------------------------------------------------------------

ADULTHOOD = {"mentee_id": MENTEE, "band": "adult", "effective_on": birthday()}


@pytest.mark.requirement("1MM-077")
def test_a_birthday_is_told_to_every_plan_before_and_after():
    change = commands.ChangeMenteeBand(**ADULTHOOD)
    follow = commands.FollowPlan(mentee_id=MENTEE, **PLAN, age_band="minor")
    followed = events.PlanFollowed(mentee_id=MENTEE, **PLAN)
    changed = events.MenteeBandChanged(**ADULTHOOD, plans=(RELATIONSHIP,))
    given_mentee().when(follow).then(followed)
    given_mentee(followed).when(change).then(changed)
    given_mentee(followed, changed).when(change).then_nothing()
    alone = events.MenteeBandChanged(**ADULTHOOD, plans=())
    late = events.PlanFollowed(mentee_id=MENTEE, **PLAN, band="adult", effective_on=birthday())
    given_mentee(alone).when(follow).then(late)


@pytest.mark.requirement("1MM-075")
def test_a_consent_that_contact_rests_on_lapses_for_every_plan():
    followed = events.PlanFollowed(mentee_id=MENTEE, **PLAN)
    lapse = commands.LapseConsent(mentee_id=MENTEE, purpose="participation")
    given_mentee(followed).when(lapse).then_types(events.MenteeConsentLapsed)
    photos = commands.LapseConsent(mentee_id=MENTEE, purpose="photos")
    given_mentee(followed).when(photos).then_nothing()


# ---- institution -----------------------------------------------------------------------------

THIS_COLLEGE = {"institution_id": COLLEGE}


def changed(ordinal, *plans, **standing):
    return events.InstitutionChanged(
        **THIS_COLLEGE, standing=events.Standing(ordinal=ordinal, **standing), plans=plans
    )


def test_an_institution_gathers_what_its_plans_need_to_know():
    history = []
    asks = [
        commands.NoteActivity(**THIS_COLLEGE, active=True),
        commands.NotePremises(**THIS_COLLEGE, premises_id=HALL),
        commands.NoteStaff(**THIS_COLLEGE, person_id=TEACHER, role="institution_staff"),
        commands.NoteLead(**THIS_COLLEGE, role="dsl", vacant=True),
    ]
    for ask in asks:
        history += given_institution(*history).when(ask).decide()
        given_institution(*history).when(ask).then_nothing()
    standing = history[-1].standing
    assert (standing.ordinal, standing.active, standing.vacant) == (4, True, ("dsl",))
    assert (standing.premises, standing.staff[0].person_id) == ((HALL,), TEACHER)
    filled = commands.NoteLead(**THIS_COLLEGE, role="dsl", vacant=False)
    assert given_institution(*history).when(filled).decide()[0].standing.vacant == ()


def test_who_no_longer_works_at_the_institution_accompanies_nobody_there():
    come = commands.NoteStaff(**THIS_COLLEGE, person_id=TEACHER, role="institution_staff")
    leave = replace(come, holds=False)
    there = given_institution().when(come).decide()
    (gone,) = given_institution(*there).when(leave).decide()
    assert gone.standing.staff == ()
    given_institution(*there, gone).when(leave).then_nothing()


def test_a_new_plan_learns_how_the_institution_stands_and_later_changes_name_it():
    host = commands.HostPlan(**THIS_COLLEGE, **PLAN)
    active = changed(1, active=True)
    hosted = events.PlanHosted(**THIS_COLLEGE, **PLAN, standing=active.standing)
    given_institution(active).when(host).then(hosted)
    given_institution(active, hosted).when(host).then_nothing()
    gone = commands.NoteActivity(**THIS_COLLEGE, active=False)
    given_institution(active, hosted).when(gone).then(changed(2, RELATIONSHIP, active=False))
