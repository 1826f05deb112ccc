"""What stays between the two, ways to a goal, work beside sessions, and who is to be advised."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.sessions import commands, events, heard
from services.sessions.policies.hearing import from_matching
from services.sessions.policies.timing import timers
from shared.envelope import Envelope
from shared.reacting import Due
from tests.contracts import programmes
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    GOAL,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MENTOR_PERSON,
    NOW,
    RELATIONSHIP,
    STRANGER,
    THIS,
    given,
    held,
    record,
    schedule,
    session,
    varied,
)

NO_NOTES = programmes.rules(programmes.RANKED)
PAIR_ONLY = programmes.rules(programmes.DIRECT)
KEPT = varied(sessions__notes="kept")
BY_MENTOR, BY_MENTEE, OFFICE = f"mentor:{MENTOR}", f"mentee:{MENTEE}", f"operator:{STRANGER}"
MET = (*ADULT, held())
read = commands.ReadSessionNotes(**THIS)


def note(text="He spoke of his brother."):
    return commands.RecordSessionNote(**THIS, session_id=session(1), topics=("other",), note=text)


# ---- who reads what was written --------------------------------------------------------------


@pytest.mark.requirement("ASME-43")
def test_where_no_notes_are_kept_none_is_taken_and_no_operator_reads_any():
    asked = given(*MET).under(NO_NOTES)
    refused = asked.by(BY_MENTOR).when(note()).then_refused("notes-are-kept")
    assert refused.rule == "notes_are_kept"
    asked.by(BY_MENTOR).when(note("")).then_types(events.SessionNoteRecorded)
    beside = record(2, NOW - DAY, topics=("other",), note="He spoke of his brother.")
    asked.when(beside).then_refused("notes-are-kept")
    for who in (OFFICE, f"programme_manager:{STRANGER}", "service:1"):
        asked.by(who).when(read).then_refused("notes-are-the-pairs")


@pytest.mark.requirement("JOH-26")
@pytest.mark.parametrize(
    "reader",
    [BY_MENTOR, BY_MENTEE, f"mentor:{MENTOR_PERSON}", f"mentee:{MENTEE_PERSON}"],
)
def test_the_two_read_their_notes_and_every_reading_is_recorded(reader):
    told = events.SessionNotesRead(**THIS, reader=reader)
    given(*MET).under(PAIR_ONLY).by(reader).when(read).then(told)
    given(*MET, told).under(PAIR_ONLY).by(reader).when(read).then(told)


@pytest.mark.requirement("JOH-26")
@pytest.mark.parametrize(
    "reader",
    [OFFICE, f"programme_manager:{STRANGER}", f"dsl:{STRANGER}", f"operator:{MENTOR}"],
)
def test_nobody_else_reads_what_is_between_the_two(reader):
    refused = given(*MET).under(PAIR_ONLY).by(reader).when(read)
    assert refused.then_refused("notes-are-the-pairs").rule == "notes_are_the_pairs"


def test_a_new_mentor_cannot_see_what_was_said_to_the_one_before():
    """A complaint: a new volunteer could read a predecessor's notes (U14)."""
    over = (*MET, events.PlanEnded(**THIS, effective_on=NOW.date()))
    for rules in (PAIR_ONLY, KEPT):
        new = given(*over).under(rules).by(f"mentor:{STRANGER}")
        new.when(read).then_refused("notes-are-the-pairs")
        given(*over).under(rules).by(BY_MENTOR).when(read).then_types(events.SessionNotesRead)


def test_the_office_reads_where_notes_are_kept_for_it_and_not_under_silence():
    given(*MET).under(KEPT).by(OFFICE).when(read).then_types(events.SessionNotesRead)
    given(*MET).by(OFFICE).when(read).then_refused("notes-are-the-pairs")
    given().under(KEPT).by(OFFICE).when(read).then_refused("notes-are-the-pairs")


# ---- ways to a goal --------------------------------------------------------------------------

THE_GOAL = {**THIS, "goal_id": GOAL}
ROUTE = {**THE_GOAL, "route_id": UUID(int=71), "text": "Ask the society."}


@pytest.mark.requirement("JOH-09")
def test_one_may_know_the_goal_and_not_the_way_and_the_mentor_suggests_one():
    pathless = commands.SetGoal(**THE_GOAL, text="A way into the trade.")
    (goal,) = given(*ADULT).under(PAIR_ONLY).when(pathless).then_types(events.GoalSet)
    assert (goal.steps, goal.step_count) == ((), 0)
    given(*ADULT).when(pathless).then_refused("goal-has-steps")
    suggest = commands.SuggestRoute(**ROUTE)
    told = events.RouteSuggested(**ROUTE, mentee_person_id=MENTEE_PERSON)
    asked = given(*ADULT, goal).under(PAIR_ONLY)
    asked.by(BY_MENTOR).when(suggest).then(told)
    asked.by(BY_MENTEE).when(suggest).then_refused("mentor-suggests")
    given(*ADULT).under(PAIR_ONLY).when(suggest).then_refused("goal-is-known")
    given(*ADULT, goal, told).under(PAIR_ONLY).when(suggest).then_nothing()


# ---- ways to reach each other ----------------------------------------------------------------


@pytest.mark.requirement("JOH-41")
def test_no_way_to_reach_each_other_opens_before_there_is_a_yes():
    agree = commands.AgreeContactChannel(**THIS, channel="email", by_role="mentor")
    given().under(PAIR_ONLY).by(BY_MENTOR).when(agree).then_refused("relationship-is-active")
    agreed = given(*ADULT).under(PAIR_ONLY).by(BY_MENTOR).when(agree)
    agreed.then(events.ContactChannelAgreed(**THIS, channel="email", by_role="mentor"))


# ---- work beside sessions --------------------------------------------------------------------


def effort(**more):
    plain = {"effort_id": UUID(int=81), "by_role": "mentor", "kind": "reference", "minutes": 40}
    return commands.RecordEffort(**THIS, **{**plain, "spent_on": NOW.date(), **more})


def test_work_that_is_no_session_is_recorded_apart():
    """A complaint: work that was no contact could not be recorded (U16)."""
    (told,) = given(*ADULT).by(BY_MENTOR).when(effort()).then_types(events.EffortRecorded)
    assert (told.kind, told.minutes) == ("reference", 40)
    given(*ADULT, told).by(BY_MENTOR).when(effort()).then_nothing()
    given(*ADULT).by(BY_MENTOR).when(effort(by_role="mentee")).then_refused("speaks-for-themself")
    given().by(BY_MENTOR).when(effort()).then_refused("relationship-is-known")
    # The first session is still the first, however much was done before it.
    first = given(*ADULT, told).when(record()).decide()[0]
    assert (first.number, first.minutes) == (1, 60)


# ---- advice ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("verdict", "low"), [("working", 0), ("unsure", 1), ("not_working", 1)])
def test_a_low_answer_makes_somebody_see_to_it(verdict, low):
    """A complaint: negative feedback had no playbook (U22)."""
    due = events.FitCheckDue(**THIS, after=3)
    ask = commands.CompleteFitCheck(**THIS, by_role="mentee", verdict=verdict)
    told = given(*ADULT, due).when(ask).decide()[1:]
    needed = events.AdviceNeeded(
        **THIS, by_role="mentee", verdict=verdict, resource="good-mentoring-relationships"
    )
    assert told == [needed] * low
    done = commands.CompleteAdvice(**THIS, by_role="mentee", outcome="advised")
    given_ = events.AdviceGiven(**THIS, by_role="mentee", outcome="advised")
    given(*ADULT, needed).when(done).then(given_)
    given(*ADULT, needed, given_).when(done).then_refused("advice-is-needed")


# ---- told late -------------------------------------------------------------------------------


def test_what_is_told_late_is_dated_as_it_was_and_says_why_only_now():
    """A complaint: to back-date something an earlier entry had to be edited (U11)."""
    late = record(1, NOW - 20 * DAY, late_because="was_in_hospital")
    told = given(*ADULT).at(NOW).when(late).decide()
    assert (told[0].held_at, told[0].written_at) == (NOW - 20 * DAY, NOW)
    flags = {one.reason: one.because for one in told if isinstance(one, events.SessionFlagged)}
    assert flags == {"unscheduled": None, "recorded_late": "was_in_hospital"}


# ---- what matching says of going on ----------------------------------------------------------

QUIET = varied(ending={"dormancy_after": "P6M"})


def test_an_end_taken_back_opens_the_plan_again_and_nothing_is_lost():
    """A complaint: a closed match had to be deleted and made anew (U10)."""
    reopen = commands.ReopenPlan(**THIS)
    assert from_matching.to(Envelope.about(heard.EndReversed(**THIS))) == [reopen]
    over = (*MET, events.PlanEnded(**THIS, effective_on=NOW.date()))
    given(*over).when(schedule(2)).then_refused("relationship-is-active")
    (told,) = given(*over).under(QUIET).when(reopen).then_types(events.PlanReopened)
    assert told.last_held_at == NOW - DAY
    assert Due(
        f"session-overdue:{RELATIONSHIP}",
        told.overdue_at,
        commands.NoteOverdue(**THIS, last_held_at=NOW - DAY),
    ) in timers.to(Envelope.about(told))
    given(*over, told).when(schedule(2)).then_types(events.SessionScheduled)
    given(*over, told).when(reopen).then_nothing()
    resting = (*over, events.PlanPaused(**THIS))
    given(*resting).when(reopen).then(events.PlanReopened(**THIS))


@pytest.mark.requirement("JOH-28")
def test_a_yes_lets_silence_count_afresh():
    go_on = commands.ContinuePlan(**THIS)
    assert from_matching.to(Envelope.about(heard.RelationshipContinued(**THIS))) == [go_on]
    silent = (*ADULT, events.PairDormant(**THIS, since=NOW))
    (told,) = given(*silent).under(QUIET).at(NOW + DAY).when(go_on).then_types(events.PlanContinued)
    listen = Due(f"dormancy:{RELATIONSHIP}", told.dormant_at, commands.NoteDormancy(**THIS))
    assert timers.to(Envelope.about(told)) == [listen]
    again = given(*silent, told).under(QUIET)
    again.at(told.dormant_at - timedelta(seconds=1)).when(listen.ask).then_nothing()
    again.at(told.dormant_at).when(listen.ask).then_types(events.PairDormant)
    given(*ADULT).under(QUIET).when(go_on).then_nothing()


def test_one_talk_is_a_series_of_one():
    def shape(word):
        (ask,) = from_matching.to(Envelope.about(heard.RelationshipShapeAgreed(**THIS, shape=word)))
        return ask

    one = events.SeriesPlanned(**THIS, count=1)
    given(*ADULT).when(shape("one_off")).then(one)
    given(*ADULT, one).when(shape("one_off")).then_nothing()
    given(*ADULT).when(shape("ongoing")).then_nothing()
    given(*MET).when(shape("one_off")).then_nothing()
