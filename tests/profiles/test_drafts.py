"""What is begun and never handed in: reminded of, and off the list in the end (complaints U9, U15).

Decided and timed as functions; at work with a clock and a log in `test_drafts_at_work`.
"""

from datetime import UTC, datetime, timedelta

import pytest

from services.profiles.commands import drafts as ask
from services.profiles.commands.mentor import (
    DeclineMentor,
    NoteMembership,
    NotePreEvaluation,
    RecordScreening,
    SetMentorGoal,
    StartMentorApplication,
    SubmitMentorApplication,
    WithdrawMentor,
)
from services.profiles.decider.mentor import mentor
from services.profiles.events import drafts as said
from services.profiles.events import mentor as mentors
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.messages import Event
from shared.reacting import Due, Off
from shared.testing import scenario

from .test_mentor import ID, WHO, confirmed, goal, submitted
from .vocabulary import AUTUMN, MENTOR, STAFF, rules

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
TERMS = {"application__draft_expires": "P14D", "application__reminders": ["P7D", "P12D"]}
given = scenario(mentor).under(rules(**TERMS)).at(AUTUMN)


def clock(begins=AUTUMN):
    return {
        "remind_at": (begins + 7 * DAY, begins + 12 * DAY),
        "lapses_at": begins + 14 * DAY,
    }


start = StartMentorApplication(**WHO)
started = mentors.MentorApplicationStarted(**WHO, source="independent", **clock())
lapsed = said.MentorApplicationLapsed(**WHO)
lapse = ask.LapseApplication(**ID)
GOAL = SetMentorGoal(**ID, text="Help girls into engineering.", tags=("stem",))


def remind(ordinal=1):
    return ask.RemindOfApplication(**ID, ordinal=ordinal)


def reminded(ordinal=1, begins=AUTUMN):
    next_at = begins + 12 * DAY if ordinal == 1 else None
    return said.MentorApplicationReminderSent(
        **ID, ordinal=ordinal, lapses_at=begins + 14 * DAY, next_at=next_at
    )


def continued(at):
    return said.MentorApplicationContinued(**ID, **clock(at))


# ---- lapsing -----------------------------------------------------------------------------------


def test_an_application_says_from_the_first_day_until_when_it_waits():
    given().when(start).then(started)


def test_it_lapses_at_the_instant_and_not_before():
    over = AUTUMN + 14 * DAY
    given.at(over - INSTANT)(started).when(lapse).then_nothing()
    given.at(over)(started).when(lapse).then(lapsed)
    given.at(over)(started, lapsed).when(lapse).then_nothing()


def test_where_the_policy_says_nothing_it_waits_for_ever():
    for terms in ({"pre_evaluation": []}, {"draft_expires": None}):
        forever = given.under(rules(application=terms))
        (begun,) = forever().when(start).decide()
        assert (begun.remind_at, begun.lapses_at) == ((), None)
        assert timers.to(Envelope.about(begun)) == []
        years_on = forever.at(AUTUMN + 999 * DAY)(begun)
        years_on.when(GOAL).then(goal)
        years_on.when(lapse).then_nothing()
        years_on.when(remind()).then_nothing()


LATER = AUTUMN + 3 * DAY
STEPS = {
    "by the applicant": GOAL,
    "by the applicant elsewhere": NotePreEvaluation(**ID),
    "by the office": RecordScreening(**ID, kind="identity", outcome="clear"),
}


@pytest.mark.parametrize("step", STEPS)
def test_any_step_keeps_it_alive_and_the_clock_starts_at_the_last_one(step):
    first, anew = given.at(LATER)(started).when(STEPS[step]).decide()
    assert anew == continued(LATER)
    for at, lapses in (
        (AUTUMN + 14 * DAY, 0),
        (LATER + 14 * DAY - INSTANT, 0),
        (LATER + 14 * DAY, 1),
    ):
        told = given.at(at)(started, first, anew).when(lapse).decide()
        assert told == [lapsed] * lapses


def test_what_changes_nothing_or_is_refused_is_no_step():
    given.at(LATER)(started).when(start).then_nothing()
    given.at(LATER)(started).when(SubmitMentorApplication(**ID)).then_refused(
        "eligibility-confirmed"
    )


def test_steps_of_one_instant_set_the_clock_once_and_what_is_told_late_never_back():
    given(started).when(GOAL).then(goal)
    given.at(LATER - DAY)(started, goal, continued(LATER)).when(NotePreEvaluation(**ID)).then(
        mentors.MentorPreEvaluationNoted(**ID)
    )


def test_a_fact_is_noted_also_where_no_rules_say_how_long_to_wait():
    noted = mentors.MentorPreEvaluationNoted(**ID)
    scenario(mentor).at(LATER)(started).when(NotePreEvaluation(**ID)).then(noted)


def test_working_days_and_the_clocks_going_back_count_where_the_programme_is_at_home():
    # Two nights before the clocks go back, half past midnight; and the day before a bank holiday.
    autumn = datetime(2025, 10, 23, 23, 30, tzinfo=UTC)
    short = given.under(rules(application__draft_expires="P3D", application__reminders=[]))
    (begun,) = short.at(autumn)().when(start).decide()
    assert begun.lapses_at == datetime(2025, 10, 27, 0, 30, tzinfo=UTC)
    working = given.under(rules(application__draft_expires="P1WD", application__reminders=[]))
    (begun,) = working.at(datetime(2025, 12, 24, 12, tzinfo=UTC))().when(start).decide()
    assert begun.lapses_at == datetime(2025, 12, 29, 12, tzinfo=UTC)


HANDED_IN = (started, confirmed, goal, submitted)


@pytest.mark.parametrize(
    "history",
    [
        (),
        HANDED_IN,
        (started, mentors.MentorWithdrawn(**WHO, reason_code="own_wish")),
        (
            started,
            mentors.MentorApplicationDeclined(**WHO, reason_code="standards", decided_by=STAFF),
        ),
    ],
    ids=["not begun", "handed in", "withdrawn", "declined"],
)
def test_only_what_waits_to_be_handed_in_lapses_or_is_reminded_of(history):
    late = given.at(AUTUMN + 99 * DAY)(*history)
    late.when(lapse).then_nothing()
    late.when(remind()).then_nothing()


def test_once_handed_in_nothing_sets_a_clock():
    given.at(LATER)(started, confirmed, goal).when(SubmitMentorApplication(**ID)).then(submitted)
    given.at(LATER)(*HANDED_IN).when(NotePreEvaluation(**ID)).then(
        mentors.MentorPreEvaluationNoted(**ID)
    )


def test_what_lapsed_is_for_good_and_whoever_comes_back_begins_another_one():
    over = given.at(AUTUMN + 15 * DAY)(started, lapsed)
    for again in (
        start,
        GOAL,
        SubmitMentorApplication(**ID),
        WithdrawMentor(**ID),
        DeclineMentor(**ID, reason_code="standards", decided_by=STAFF),
    ):
        assert over.when(again).then_refused("impossible").rule
    over.when(NotePreEvaluation(**ID)).then(mentors.MentorPreEvaluationNoted(**ID))
    over.when(NoteMembership(**ID, organisation="guild")).then(
        mentors.MentorMembershipNoted(**ID, organisation="guild")
    )
    another = StartMentorApplication(mentor_id=STAFF, person_id=WHO["person_id"])
    given.at(AUTUMN + 15 * DAY)().when(another).then_types(mentors.MentorApplicationStarted)


# ---- reminders ---------------------------------------------------------------------------------


def test_each_reminder_is_told_at_its_instant_and_once():
    first, second = AUTUMN + 7 * DAY, AUTUMN + 12 * DAY
    given.at(first - INSTANT)(started).when(remind()).then_nothing()
    given.at(first)(started).when(remind()).then(reminded())
    given.at(first)(started, reminded()).when(remind()).then_nothing()
    given.at(second)(started).when(remind(2)).then_nothing()
    given.at(second - INSTANT)(started, reminded()).when(remind(2)).then_nothing()
    given.at(second)(started, reminded()).when(remind()).then_nothing()
    given.at(second)(started, reminded()).when(remind(2)).then(reminded(2))
    given.at(second)(started, reminded(), reminded(2)).when(remind(3)).then_nothing()


def test_a_reminder_is_no_step():
    told = given.at(AUTUMN + 7 * DAY)(started).when(remind()).decide()
    given.at(AUTUMN + 14 * DAY)(started, *told).when(lapse).then(lapsed)


def test_whoever_goes_on_and_falls_silent_again_is_reminded_again():
    at = AUTUMN + 8 * DAY
    history = (started, reminded(), goal, continued(at))
    given.at(AUTUMN + 12 * DAY)(*history).when(remind(2)).then_nothing()
    given.at(at + 7 * DAY)(*history).when(remind()).then(reminded(begins=at))


def test_reminders_come_in_order_each_instant_once_and_all_before_the_end():
    odd = rules(
        application__draft_expires="P1M", application__reminders=["P30D", "P7D", "P1W", "P28D"]
    )
    lent = datetime(2026, 2, 1, 12, tzinfo=UTC)
    (begun,) = given.under(odd).at(lent)().when(start).decide()
    assert begun.lapses_at == lent + 28 * DAY
    assert begun.remind_at == (lent + 7 * DAY,)


# ---- timers ------------------------------------------------------------------------------------

LAPSES, REMINDER = f"draft-lapses:{MENTOR}", f"draft-reminder:{MENTOR}"


def timed(event: Event):
    return timers.to(Envelope.about(event))


def test_every_step_winds_the_timers_anew():
    for event, at in ((started, AUTUMN), (continued(LATER), LATER)):
        assert timed(event) == [
            Due(LAPSES, at + 14 * DAY, lapse),
            Due(REMINDER, at + 7 * DAY, remind()),
        ]


def test_one_reminder_follows_another_and_none_the_last():
    assert timed(reminded()) == [Due(REMINDER, AUTUMN + 12 * DAY, remind(2))]
    assert timed(reminded(2)) == [Off(REMINDER)]


def test_where_none_is_sent_none_is_waited_for():
    bare = mentors.MentorApplicationStarted(
        **WHO, source="independent", lapses_at=AUTUMN + 14 * DAY
    )
    assert timed(bare) == [Due(LAPSES, AUTUMN + 14 * DAY, lapse), Off(REMINDER)]


@pytest.mark.parametrize(
    "event",
    [
        submitted,
        lapsed,
        mentors.MentorWithdrawn(**WHO, reason_code="own_wish"),
        mentors.MentorApplicationDeclined(**WHO, reason_code="standards", decided_by=STAFF),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_is_handed_in_or_over_is_waited_for_no_longer(event):
    assert timed(event) == [Off(LAPSES), Off(REMINDER)]
