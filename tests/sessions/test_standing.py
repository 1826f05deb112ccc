"""How a plan opens, halts and ends by what other services say."""

from datetime import timedelta

import pytest

from services.sessions import commands, events
from services.sessions.decider import plan
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HALL,
    NOW,
    THIS,
    checked,
    given,
    held,
    open_plan,
    opened,
    schedule,
    scheduled,
    session,
)

AHEAD = (*ADULT, held(1), scheduled(2, NOW + DAY), scheduled(3, NOW + 9 * DAY))


def off(number):
    return events.SessionCancelled(
        **THIS, session_id=session(number), reason_code="not_going_ahead"
    )


def test_a_plan_opens_once():
    ask = open_plan("adult")
    given().when(ask).then(opened("adult"))
    given(opened("adult")).when(ask).then_nothing()


def test_facts_are_kept_in_whatever_order_they_come():
    given().when(commands.NoteChecklist(**THIS, items=checked.items)).then(checked)
    given(checked, opened("adult")).when(schedule()).then(scheduled())


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (commands.PausePlan(**THIS), events.PlanPaused(**THIS)),
        (commands.SuspendPlan(**THIS), events.PlanSuspended(**THIS)),
    ],
)
def test_a_halt_calls_off_what_lies_ahead_for_one_reason_whatever_the_cause(ask, told):
    given(*AHEAD).when(ask).then(told, off(2), off(3))
    given(*AHEAD, told).when(ask).then_nothing()


def test_an_end_calls_off_what_lies_behind_its_day():
    on = (NOW + 2 * DAY).date()
    ask = commands.EndPlan(**THIS, effective_on=on)
    ended = events.PlanEnded(**THIS, effective_on=on)
    given(*AHEAD).when(ask).then(ended, off(3))
    given(*AHEAD, ended).when(ask).then_nothing()


def test_a_mentor_who_stands_down_has_no_sessions_ahead():
    given(*AHEAD).when(commands.CancelUpcoming(**THIS)).then(off(2), off(3))
    given(*AHEAD, off(2), off(3)).when(commands.CancelUpcoming(**THIS)).then_nothing()


def test_a_pause_within_a_suspension_waits_for_both_to_end():
    both = (*AHEAD, events.PlanPaused(**THIS), events.PlanSuspended(**THIS))
    (resumed,) = given(*both).when(commands.ResumePlan(**THIS)).decide()
    assert resumed.overdue_at is None
    given(*both, resumed).when(schedule(4)).then_refused("relationship-is-active")
    (released,) = given(*both, resumed).when(commands.ReleasePlan(**THIS)).decide()
    assert released.overdue_at == NOW + timedelta(days=45)
    fold = plan.fold((*both, resumed, released))
    assert fold.is_active


def test_an_older_standing_of_the_institution_changes_nothing():
    def ask(ordinal):
        standing = events.Standing(ordinal=ordinal, active=True, premises=(HALL,))
        return commands.NoteInstitution(**THIS, standing=standing)

    known = events.InstitutionNoted(**THIS, standing=ask(2).standing)
    given(*ADULT, known).when(ask(3)).then_types(events.InstitutionNoted)
    given(*ADULT, known).when(ask(2)).then_nothing()
    given(*ADULT, known).when(ask(1)).then_nothing()
