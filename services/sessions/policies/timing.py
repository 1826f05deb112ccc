"""What is asked when a time has come; the instants stand on the events, computed once."""

from datetime import datetime
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off, Reactions

from .. import commands as ask
from ..events import (
    CheckInDue,
    LeadTimeBreached,
    LeadTimeStarted,
    PairTermsAgreed,
    PlanEnded,
    PlanPaused,
    PlanReleased,
    PlanReopened,
    PlanResumed,
    PlanSuspended,
    SessionHeld,
    TermBegan,
    YearCounted,
)
from .prompting import prompting
from .silence import when_there_is_a_sign_of_life_then_listen

Timers = list[Due | Off]
GoingOn = PlanResumed | PlanReleased | PlanReopened | PairTermsAgreed
RARE = ("follow-up", "year", "dormancy")


def overdue(this: UUID, at: datetime | None, last: datetime | None) -> Timers:
    if at is None:
        return []
    command = ask.NoteOverdue(relationship_id=this, last_held_at=last)
    return [Due(f"session-overdue:{this}", at, command)]


def when_session_held_then_watch_the_next(told: Envelope[SessionHeld]) -> Timers:
    return overdue(told.data.relationship_id, told.data.overdue_at, told.data.held_at)


def when_they_go_on_then_watch(told: Envelope[GoingOn]) -> Timers:
    return overdue(told.data.relationship_id, told.data.overdue_at, told.data.last_held_at)


def when_plan_halts_then_rest(told: Envelope[PlanPaused | PlanSuspended]) -> Timers:
    return [Off(f"session-overdue:{told.data.relationship_id}")]


def when_plan_ended_then_rest(told: Envelope[PlanEnded]) -> Timers:
    this = told.data.relationship_id
    kinds = ("session-overdue", "check-in", "lead-time", "term-ending", *RARE)
    return [Off(f"{kind}:{this}") for kind in kinds]


def when_term_began_then_count(told: Envelope[TermBegan]) -> Timers:
    this, term = told.data.relationship_id, told.data
    first = ask.CallCheckIn(relationship_id=this, ordinal=1)
    timers: Timers = [Off(f"lead-time:{this}")]
    if term.first_check_in_at:
        timers.append(Due(f"check-in:{this}", term.first_check_in_at, first))
    if term.notice_at:
        ending = ask.NoteTermEnding(relationship_id=this)
        timers.append(Due(f"term-ending:{this}", term.notice_at, ending))
    return timers


def when_check_in_due_then_wait(told: Envelope[CheckInDue]) -> Timers:
    this, ordinal = told.data.relationship_id, told.data.ordinal
    missed = ask.MissCheckIn(relationship_id=this, ordinal=ordinal)
    timers: Timers = [Due(f"check-in-missed:{this}:{ordinal}", told.data.missed_at, missed)]
    if told.data.next_at:
        following = ask.CallCheckIn(relationship_id=this, ordinal=ordinal + 1)
        timers.append(Due(f"check-in:{this}", told.data.next_at, following))
    return timers


def when_lead_time_started_then_watch(told: Envelope[LeadTimeStarted]) -> Timers:
    this = told.data.relationship_id
    command = ask.BreachLeadTime(relationship_id=this)
    return [Due(f"lead-time:{this}", told.data.breach_at, command)]


def when_lead_time_breached_then_rest(told: Envelope[LeadTimeBreached]) -> Timers:
    return [Off(f"lead-time:{told.data.relationship_id}")]


def when_term_began_then_watch_the_rhythm(told: Envelope[TermBegan]) -> Timers:
    this, term = told.data.relationship_id, told.data
    timers: Timers = []
    if term.follow_up_at:
        again = ask.CallFollowUp(relationship_id=this)
        timers.append(Due(f"follow-up:{this}", term.follow_up_at, again))
    if term.year_ends_at:
        count = ask.CountYear(relationship_id=this, ordinal=1)
        timers.append(Due(f"year:{this}", term.year_ends_at, count))
    return timers


def when_year_counted_then_count_the_next(told: Envelope[YearCounted]) -> Timers:
    this, ordinal = told.data.relationship_id, told.data.ordinal + 1
    command = ask.CountYear(relationship_id=this, ordinal=ordinal)
    return [Due(f"year:{this}", told.data.next_at, command)]


timers = Reactions(
    when_session_held_then_watch_the_next,
    when_they_go_on_then_watch,
    when_plan_halts_then_rest,
    when_plan_ended_then_rest,
    when_term_began_then_count,
    when_check_in_due_then_wait,
    when_lead_time_started_then_watch,
    when_lead_time_breached_then_rest,
    when_term_began_then_watch_the_rhythm,
    when_year_counted_then_count_the_next,
    when_there_is_a_sign_of_life_then_listen,
    *prompting,
)
