"""Every sign of life puts off the day on which a pair counts as silent."""

from datetime import datetime
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off

from .. import commands as ask
from ..events import (
    ContactLogged,
    PlanContinued,
    PlanOpened,
    PlanReleased,
    PlanReopened,
    PlanResumed,
    SessionHeld,
    SessionRescheduled,
    SessionScheduled,
)

Timers = list[Due | Off]


def silent(this: UUID, at: datetime | None) -> Timers:
    return [Due(f"dormancy:{this}", at, ask.NoteDormancy(relationship_id=this))] if at else []


def when_plan_opened_then_listen(told: Envelope[PlanOpened]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_plan_resumed_then_listen(told: Envelope[PlanResumed]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_plan_released_then_listen(told: Envelope[PlanReleased]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_plan_reopened_then_listen(told: Envelope[PlanReopened]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_plan_continued_then_listen(told: Envelope[PlanContinued]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_session_scheduled_then_listen(told: Envelope[SessionScheduled]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_session_rescheduled_then_listen(told: Envelope[SessionRescheduled]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_session_held_then_listen(told: Envelope[SessionHeld]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


def when_contact_logged_then_listen(told: Envelope[ContactLogged]) -> Timers:
    return silent(told.data.relationship_id, told.data.dormant_at)


signs_of_life = (
    when_plan_opened_then_listen,
    when_plan_resumed_then_listen,
    when_plan_released_then_listen,
    when_plan_reopened_then_listen,
    when_plan_continued_then_listen,
    when_session_scheduled_then_listen,
    when_session_rescheduled_then_listen,
    when_session_held_then_listen,
    when_contact_logged_then_listen,
)
