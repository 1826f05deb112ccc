"""How often they meet: a second time, so often a year, at all; and what comes just before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.sessions import commands, events
from services.sessions.policies.timing import timers
from shared.reacting import Due, Off
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HOUR,
    MENTEE,
    MENTOR,
    NOW,
    RELATIONSHIP,
    THIS,
    given,
    heard,
    held,
    open_plan,
    record,
    schedule,
    scheduled,
    session,
    varied,
)

LOOSE = varied(
    sessions__cadence={"first": True, "after": "P3M", "per_year": [2, 3], "agreed_by": "pair"},
    sessions__soft_max_minutes=60,
    support={"check_in": None},
)
BEGAN = datetime(2025, 1, 31, 12, tzinfo=UTC)
FOLLOW_UP, YEAR = datetime(2025, 4, 30, 11, tzinfo=UTC), datetime(2026, 1, 31, 12, tzinfo=UTC)
TERM = events.TermBegan(
    **THIS,
    began_at=BEGAN,
    first_check_in_at=None,
    notice_at=None,
    ends_at=None,
    follow_up_at=FOLLOW_UP,
    year_ends_at=YEAR,
)
GOING = (*ADULT, held(1, BEGAN), TERM)
OWN = events.PairTermsAgreed(**THIS, terms_id=session(9), meet_every="P6M")


def loose(*history):
    return given(*history).under(LOOSE)


# ---- a second time, and so often a year ------------------------------------------------------


@pytest.mark.requirement("ASME-19")
def test_three_months_after_the_first_session_the_second_is_due():
    told = loose(*ADULT, scheduled(1, BEGAN)).at(BEGAN + DAY).when(record(1, BEGAN)).decide()
    (began,) = [one for one in told if isinstance(one, events.TermBegan)]
    assert (began.follow_up_at, began.year_ends_at) == (FOLLOW_UP, YEAR)
    assert (began.first_check_in_at, began.notice_at is None) == (None, False)
    ask = commands.CallFollowUp(**THIS)
    assert Due(f"follow-up:{RELATIONSHIP}", FOLLOW_UP, ask) in timers.to(heard(began))
    due = events.FollowUpDue(**THIS, first_held_at=BEGAN)
    loose(*GOING).at(FOLLOW_UP).when(ask).then(due)
    loose(*GOING, due).at(FOLLOW_UP).when(ask).then_nothing()
    loose(*GOING, held(2, BEGAN + 40 * DAY)).at(FOLLOW_UP).when(ask).then_nothing()
    loose(*GOING, events.PlanPaused(**THIS)).at(FOLLOW_UP).when(ask).then_nothing()


def count(ordinal=1):
    return commands.CountYear(**THIS, ordinal=ordinal)


def counted(held, ordinal=1, next_at=datetime(2027, 1, 31, 12, tzinfo=UTC)):
    return events.YearCounted(**THIS, ordinal=ordinal, held=held, next_at=next_at)


@pytest.mark.requirement("ASME-19")
@pytest.mark.parametrize(("times", "low"), [(1, True), (2, False), (3, False), (5, False)])
def test_one_session_a_year_is_too_few_and_five_are_no_alarm(times, low):
    more = [held(n, BEGAN + 30 * n * DAY) for n in range(2, times + 1)]
    next_year = held(9, YEAR)
    told = loose(*GOING, *more, next_year).at(YEAR).when(count()).decide()
    alarm = events.CadenceLow(**THIS, held=times, year_ended_at=YEAR)
    assert told == [counted(times), *([alarm] if low else [])]


@pytest.mark.requirement("ASME-19")
def test_every_year_is_counted_once_from_the_first_session():
    loose(*GOING, counted(1)).at(YEAR).when(count()).then_nothing()
    assert timers.to(heard(counted(1))) == [
        Due(f"year:{RELATIONSHIP}", datetime(2027, 1, 31, 12, tzinfo=UTC), count(2))
    ]
    second, later = datetime(2027, 1, 31, 12, tzinfo=UTC), datetime(2028, 1, 31, 12, tzinfo=UTC)
    history = (*GOING, counted(1), held(2, YEAR), held(3, YEAR + DAY))
    loose(*history).at(second).when(count(2)).then(counted(2, 2, later))
    loose(*GOING, events.PlanPaused(**THIS)).at(YEAR).when(count()).then(counted(1))
    ended = events.PlanEnded(**THIS, effective_on=YEAR.date())
    loose(*GOING, ended).at(YEAR).when(count()).then_nothing()


@pytest.mark.requirement("ASME-21")
def test_a_pair_with_a_rhythm_of_its_own_is_not_held_to_the_programmes():
    loose(*GOING, OWN).at(FOLLOW_UP).when(commands.CallFollowUp(**THIS)).then_nothing()
    loose(*GOING, OWN).at(YEAR).when(count()).then(counted(1))
    strict = varied(sessions__cadence={"after": "P3M", "per_year": [2, 3]})
    held_to = given(*GOING, OWN).under(strict).at(YEAR).when(count())
    held_to.then_types(events.YearCounted, events.CadenceLow)


def test_a_rhythm_of_years_knows_no_wait_of_weeks_unless_it_says_so():
    (met, *_) = loose(*ADULT).when(record()).decide()
    assert met.overdue_at is None
    waiting = varied(sessions__cadence={"per_year": [2, 3], "overdue_after": "P9M"})
    (met, *_) = given(*ADULT).under(waiting).when(record()).decide()
    assert met.overdue_at.date().isoformat() == "2026-10-04"
    unsaid = varied(sessions__cadence={})
    (met, *_) = given(*ADULT).under(unsaid).when(record()).decide()
    assert met.overdue_at == NOW + 44 * DAY


def test_a_programme_without_check_ins_calls_none():
    assert not [one for one in timers.to(heard(TERM)) if "check-in" in one.key]
    loose(*GOING).when(commands.CallCheckIn(**THIS, ordinal=1)).then_nothing()


@pytest.mark.requirement("ASME-20")
@pytest.mark.parametrize(("minutes", "long"), [(60, False), (61, True), (90, True)])
def test_a_long_session_is_recorded_and_flagged(minutes, long):
    history = (*ADULT, scheduled(1, NOW - DAY))
    told = loose(*history).when(record(minutes=minutes)).decide()
    assert (told[0].minutes, told[0].variance) == (minutes, minutes - 60)
    flag = events.SessionFlagged(**THIS, session_id=session(1), reason="long")
    assert (flag in told) is long
    assert flag not in given(*history).when(record(minutes=minutes)).decide()


# ---- silence ---------------------------------------------------------------------------------

QUIET = varied(ending={"dormancy_after": "P6M"})
OPENED = (given().under(QUIET).when(open_plan("adult")).decide()[0], *ADULT[1:])
HALF_A_YEAR = datetime(2026, 7, 5, 11, tzinfo=UTC)
note = commands.NoteDormancy(**THIS)


def quiet(*history):
    return given(*OPENED, *history).under(QUIET)


def dormant(since):
    return events.PairDormant(**THIS, since=since)


def test_half_a_year_of_silence_is_told_once():
    assert Due(f"dormancy:{RELATIONSHIP}", HALF_A_YEAR, note) in timers.to(heard(OPENED[0]))
    quiet().at(HALF_A_YEAR - timedelta(seconds=1)).when(note).then_nothing()
    quiet().at(HALF_A_YEAR).when(note).then(dormant(NOW))
    quiet(dormant(NOW)).at(HALF_A_YEAR).when(note).then_nothing()
    given(*ADULT).at(HALF_A_YEAR).when(note).then_nothing()


@pytest.mark.parametrize(
    ("ask", "at"),
    [
        (record(1, NOW + 30 * DAY), NOW + 30 * DAY),
        (schedule(1, NOW + 60 * DAY), NOW + 60 * DAY),
        (commands.LogContact(**THIS, channel="email", contacted_at=NOW + 9 * DAY), NOW + 9 * DAY),
    ],
)
def test_every_sign_of_life_puts_it_off_and_a_new_silence_is_told_again(ask, at):
    said = dormant(NOW)
    alive = quiet(said).at(NOW + 32 * DAY).when(ask).decide()
    (until,) = {one.dormant_at for one in alive if getattr(one, "dormant_at", None)}
    assert Due(f"dormancy:{RELATIONSHIP}", until, note) in timers.to(heard(alive[0]))
    quiet(said, *alive).at(until - timedelta(seconds=1)).when(note).then_nothing()
    quiet(said, *alive).at(until).when(note).then(dormant(at))


def test_a_moved_session_puts_silence_off_and_an_old_one_does_not():
    ahead = quiet().when(schedule(1, NOW + 60 * DAY)).decide()
    at = NOW + 90 * DAY
    move = commands.RescheduleSession(
        **THIS, session_id=session(1), starts_at=at, ends_at=at + HOUR
    )
    (moved,) = quiet(*ahead).when(move).decide()
    quiet(*ahead, moved).at(moved.dormant_at).when(note).then(dormant(at))
    old = quiet(*ahead).when(record(2, NOW - DAY)).decide()
    assert old[0].dormant_at is None


def test_a_halted_pair_is_not_silent_and_listens_anew_once_it_goes_on():
    paused = events.PlanPaused(**THIS)
    quiet(paused).at(HALF_A_YEAR).when(note).then_nothing()
    (resumed,) = quiet(paused).at(HALF_A_YEAR).when(commands.ResumePlan(**THIS)).decide()
    assert Due(f"dormancy:{RELATIONSHIP}", resumed.dormant_at, note) in timers.to(heard(resumed))
    quiet(paused, resumed).at(HALF_A_YEAR).when(note).then_nothing()
    quiet(paused, resumed).at(resumed.dormant_at).when(note).then(dormant(NOW))
    ended = events.PlanEnded(**THIS, effective_on=NOW.date())
    quiet(ended).at(HALF_A_YEAR).when(note).then_nothing()


# ---- just before and just after --------------------------------------------------------------

PROMPTING = varied(
    agenda={"proposer": "mentee", "prompt": "PT48H"}, thanks={"prompt": "after_session"}
)
START = NOW + 7 * DAY
prompt = commands.PromptAgenda(**THIS, session_id=session(1))


def prompted(role="mentee"):
    return events.AgendaPrompted(**THIS, session_id=session(1), role=role)


def prompting(*history):
    return given(*ADULT, *history).under(PROMPTING)


@pytest.mark.requirement("JOH-37")
def test_forty_eight_hours_before_a_session_the_mentee_is_prompted_once():
    (planned,) = prompting().when(schedule()).then_types(events.SessionScheduled)
    assert planned.prompt_at == START - timedelta(hours=48)
    assert Due(f"agenda:{session(1)}", planned.prompt_at, prompt) in timers.to(heard(planned))
    prompting(planned).at(planned.prompt_at).when(prompt).then(prompted())
    prompting(planned, prompted()).at(planned.prompt_at).when(prompt).then_nothing()
    prompting(planned).at(START).when(prompt).then_nothing()
    prompting().when(prompt).then_nothing()


@pytest.mark.requirement("JOH-37")
@pytest.mark.parametrize(("role", "who"), [("mentor", MENTOR), ("mentee", MENTEE)])
def test_either_may_propose_and_then_nobody_is_prompted(role, who):
    ask = commands.ProposeAgenda(**THIS, session_id=session(1), topics=("goals",))
    told = events.AgendaProposed(**THIS, session_id=session(1), by_role=role, topics=("goals",))
    prompting(scheduled()).by(f"{role}:{who}").when(ask).then(told)
    other = "mentee" if role == "mentor" else "mentor"
    forged = prompting(scheduled()).by(f"{role}:{who}").when(replace(ask, by_role=other))
    forged.then_refused("speaks-for-themself")
    prompting(scheduled(), told).at(START - DAY).when(prompt).then_nothing()


@pytest.mark.requirement("JOH-37")
def test_the_prompt_goes_to_whom_the_policy_expects_the_agenda_of():
    ask = commands.ProposeAgenda(**THIS, session_id=session(1), topics=("goals",))
    assert prompting(scheduled()).when(ask).decide()[0].by_role == "mentee"
    either = varied(agenda={"proposer": "either", "prompt": "P2D"})
    both = given(*ADULT, scheduled()).under(either).when(prompt)
    both.then(prompted("mentor"), prompted("mentee"))
    nobody = given(*ADULT).when(schedule()).decide()[0]
    assert nobody.prompt_at is None
    assert timers.to(heard(nobody)) == []


def test_the_prompt_follows_a_moved_session_and_leaves_one_called_off():
    move = commands.RescheduleSession(
        **THIS, session_id=session(1), starts_at=START + DAY, ends_at=START + DAY + HOUR
    )
    (moved,) = prompting(scheduled()).when(move).decide()
    at = START - timedelta(hours=24)
    assert timers.to(heard(moved)) == [Due(f"agenda:{session(1)}", at, prompt)]
    off = Off(f"agenda:{session(1)}")
    which = {**THIS, "session_id": session(1)}
    for told in (
        events.SessionCancelled(**which, reason_code="other"),
        events.SessionNotHeld(**which, cause="technical"),
        held(1),
    ):
        assert off in timers.to(heard(told))


@pytest.mark.requirement("JOH-30")
def test_moving_a_session_counts_against_nobody_unless_the_policy_says_so():
    moves, strict = [], varied(sessions__reschedule={"max": 2})
    for day in range(20):
        at = START + (day + 1) * DAY
        move = commands.RescheduleSession(
            **THIS, session_id=session(1), starts_at=at, ends_at=at + HOUR
        )
        history = (*ADULT, scheduled(), *moves)
        if day == 2:
            given(*history).under(strict).when(move).then_refused("moves-are-left")
        moves += given(*history).when(move).then_types(events.SessionRescheduled)


@pytest.mark.requirement("JOH-38")
def test_after_a_session_thanks_are_prompted_and_voluntary():
    told = prompting(scheduled(1, NOW - DAY)).when(record()).decide()
    asked = events.ThanksPrompted(**THIS, session_id=session(1), role="mentee")
    assert asked in told
    assert asked not in given(*ADULT, scheduled(1, NOW - DAY)).when(record()).decide()
    following = schedule(2, START)
    prompting(*told).when(following).then_types(events.SessionScheduled)
