"""What is due is told once, answered, or missed."""

from datetime import UTC, datetime, timedelta

import pytest

from services.sessions import commands, events
from services.sessions.policies.timing import timers
from shared.reacting import Due, Off
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HOUR,
    MENTEE_PERSON,
    MENTOR,
    NOW,
    RELATIONSHIP,
    THIS,
    given,
    heard,
    held,
    record,
    scheduled,
    varied,
)

BEGAN = datetime(2026, 1, 31, 12, tzinfo=UTC)
TERM = events.TermBegan(
    **THIS,
    began_at=BEGAN,
    first_check_in_at=BEGAN + 28 * DAY,
    notice_at=None,
    ends_at=datetime(2027, 1, 31, 12, tzinfo=UTC),
)
GOING = (*ADULT, held(1, BEGAN), TERM)


# ---- cadence ---------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-057")
def test_forty_five_days_without_a_session_are_told_once_and_holding_one_resets():
    (met, *_) = given(*ADULT, scheduled(1, NOW - DAY)).when(record()).decide()
    assert met.overdue_at == NOW + 44 * DAY
    ask = commands.NoteOverdue(**THIS, last_held_at=NOW - DAY)
    assert Due(f"session-overdue:{RELATIONSHIP}", met.overdue_at, ask) in timers.to(heard(met))
    overdue = events.SessionOverdue(**THIS, last_held_at=NOW - DAY)
    given(*ADULT, met).when(ask).then(overdue)
    given(*ADULT, met, overdue).when(ask).then_nothing()
    given(*ADULT, met, overdue, held(2, NOW)).when(ask).then_nothing()
    again = commands.NoteOverdue(**THIS, last_held_at=NOW)
    given(*ADULT, met, overdue, held(2, NOW)).when(again).then_types(events.SessionOverdue)


def test_a_session_recorded_late_does_not_shorten_the_wait():
    (met, *_) = given(*GOING).at(BEGAN + DAY).when(record(2, BEGAN - 9 * DAY)).decide()
    assert met.overdue_at is None


def test_a_halted_relationship_is_not_overdue_and_counts_afresh():
    ask = commands.NoteOverdue(**THIS, last_held_at=BEGAN)
    for halted in (events.PlanPaused(**THIS), events.PlanSuspended(**THIS)):
        given(*GOING, halted).when(ask).then_nothing()
        assert timers.to(heard(halted)) == [Off(f"session-overdue:{RELATIONSHIP}")]
    resume = given(*GOING, events.PlanPaused(**THIS)).when(commands.ResumePlan(**THIS))
    (resumed,) = resume.then_types(events.PlanResumed)
    assert resumed.overdue_at == NOW + 45 * DAY
    assert timers.to(heard(resumed)) == [
        Due(f"session-overdue:{RELATIONSHIP}", NOW + 45 * DAY, ask)
    ]


# ---- fit check -------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-082")
def test_both_are_asked_once_it_is_due_and_not_before():
    ask = commands.CompleteFitCheck(**THIS, by_role="mentee", verdict="working")
    told = events.FitCheckCompleted(**THIS, by_role="mentee", verdict="working")
    given(*GOING).when(ask).then_refused("fit-check-is-due")
    due = events.FitCheckDue(**THIS, after=3)
    given(*GOING, due).when(ask).then(told)
    given(*GOING, due, told).when(ask).then_nothing()
    only_mentors = given(*GOING, due).under(varied(fit_check__ask=["mentor"]))
    only_mentors.when(ask).then_refused("fit-check-asks")


# ---- check-ins -------------------------------------------------------------------------------


def due(ordinal, at):
    missed, following = at + 14 * DAY, None
    return events.CheckInDue(
        **THIS, mentor_id=MENTOR, ordinal=ordinal, due_at=at, missed_at=missed, next_at=following
    )


@pytest.mark.requirement("1MM-084")
def test_a_year_has_twelve_monthly_check_ins():
    history, days, ordinal = [*GOING], [], 1
    while ordinal:
        call = commands.CallCheckIn(**THIS, ordinal=ordinal)
        (told,) = given(*history).when(call).then_types(events.CheckInDue)
        history.append(told)
        days.append(told.due_at.date().isoformat())
        asks = [one.ask for one in timers.to(heard(told))]
        calls = [one.ordinal for one in asks if isinstance(one, commands.CallCheckIn)]
        ordinal = calls[0] if calls else None
    assert len(days) == 12
    assert days[:3] == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert days[-1] == "2027-01-31"


def test_the_first_check_in_is_called_a_month_after_the_first_session():
    first = commands.CallCheckIn(**THIS, ordinal=1)
    assert Due(f"check-in:{RELATIONSHIP}", TERM.first_check_in_at, first) in timers.to(heard(TERM))


@pytest.mark.requirement("1MM-084")
def test_a_check_in_is_completed_or_missed_and_the_coordinator_hears():
    at = BEGAN + 28 * DAY
    complete = commands.CompleteCheckIn(**THIS, ordinal=1)
    miss = commands.MissCheckIn(**THIS, ordinal=1)
    done = events.CheckInCompleted(**THIS, ordinal=1)
    missed = events.CheckInMissed(**THIS, ordinal=1, tell="mentoring_coordinator")
    given(*GOING).when(complete).then_refused("check-in-is-due")
    given(*GOING, due(1, at)).when(complete).then(done)
    given(*GOING, due(1, at), done).when(complete).then_nothing()
    given(*GOING, due(1, at), done).when(miss).then_nothing()
    given(*GOING, due(1, at)).when(miss).then(missed)
    given(*GOING, due(1, at), missed).when(complete).then(done)
    wait = Due(f"check-in-missed:{RELATIONSHIP}:1", at + 14 * DAY, miss)
    assert wait in timers.to(heard(due(1, at)))


def test_what_was_said_at_a_check_in_is_sealed():
    ask = commands.CompleteCheckIn(**THIS, ordinal=1, note="Going well.")
    _, noted = given(*GOING, due(1, BEGAN + 28 * DAY)).when(ask).decide()
    assert (noted.note, noted.mentee_person_id) == ("Going well.", MENTEE_PERSON)


def test_an_ended_relationship_is_not_asked_after():
    ended = (*GOING, due(1, BEGAN + 28 * DAY), events.PlanEnded(**THIS, effective_on=NOW.date()))
    given(*ended).when(commands.CallCheckIn(**THIS, ordinal=2)).then_nothing()
    given(*ended).when(commands.MissCheckIn(**THIS, ordinal=1)).then_nothing()
    given(*ended).when(commands.NoteTermEnding(**THIS)).then_nothing()


# ---- lead time -------------------------------------------------------------------------------

APPLIED = NOW - 84 * DAY
# Weeks are calendar time, and the clocks went back in between.
BREACH = NOW + HOUR
STARTED = events.LeadTimeStarted(**THIS, applied_at=APPLIED, breach_at=BREACH)


@pytest.mark.requirement("1MM-046")
def test_the_lead_time_is_watched_from_the_application():
    ask = commands.NoteApplicationDate(**THIS, applied_at=APPLIED)
    given(*ADULT).when(ask).then(STARTED)
    given(*ADULT, STARTED).when(ask).then_nothing()
    breach = commands.BreachLeadTime(**THIS)
    assert timers.to(heard(STARTED)) == [Due(f"lead-time:{RELATIONSHIP}", BREACH, breach)]


@pytest.mark.requirement("1MM-046")
@pytest.mark.parametrize(("weeks", "breached"), [(11, False), (13, True)])
def test_a_first_session_after_eleven_weeks_is_in_band_and_after_thirteen_is_not(weeks, breached):
    at = APPLIED + timedelta(weeks=weeks)
    told = given(*ADULT, STARTED).at(at + DAY).when(record(1, at)).decide()
    assert (events.LeadTimeBreached(**THIS, weeks=13) in told) is breached


@pytest.mark.requirement("1MM-046")
@pytest.mark.parametrize(("before", "breached"), [(1, False), (0, True), (-1, True)])
def test_twelve_weeks_to_the_second_are_in_band_until_they_are_over(before, breached):
    at = BREACH - timedelta(seconds=before)
    told = given(*ADULT, STARTED).at(at + DAY).when(record(1, at)).decide()
    assert (events.LeadTimeBreached(**THIS, weeks=12) in told) is breached


@pytest.mark.requirement("1MM-046")
def test_a_breach_is_told_once():
    ask = commands.BreachLeadTime(**THIS)
    told = events.LeadTimeBreached(**THIS, weeks=12)
    given(*ADULT, STARTED).when(ask).then_nothing()
    given(*ADULT, STARTED).at(BREACH).when(ask).then(told)
    given(*ADULT, STARTED, told).at(BREACH).when(ask).then_nothing()
    given(*ADULT, STARTED, held(1), TERM).at(BREACH).when(ask).then_nothing()
    assert told not in given(*ADULT, STARTED, told).at(NOW + DAY).when(record(1, BREACH)).decide()
    assert timers.to(heard(told)) == [Off(f"lead-time:{RELATIONSHIP}")]


# ---- term ------------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-058")
def test_the_end_of_the_term_is_told_once_thirty_days_before():
    began = given(*ADULT, scheduled(1, NOW - DAY)).when(record()).decide()[-1]
    ask = commands.NoteTermEnding(**THIS)
    assert Due(f"term-ending:{RELATIONSHIP}", began.notice_at, ask) in timers.to(heard(began))
    told = events.TermEnding(**THIS, ends_at=began.ends_at)
    given(*ADULT, began).when(ask).then(told)
    given(*ADULT, began, told).when(ask).then_nothing()


def test_an_ended_relationship_watches_nothing_any_more():
    ended = events.PlanEnded(**THIS, effective_on=NOW.date())
    kinds = {one.key.partition(":")[0] for one in timers.to(heard(ended))}
    rare = {"follow-up", "year", "dormancy"}
    assert kinds == {"session-overdue", "check-in", "lead-time", "term-ending", *rare}
