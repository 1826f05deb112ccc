"""Every sign of life puts off the day on which a pair counts as silent."""

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
SignOfLife = (
    PlanOpened
    | PlanResumed
    | PlanReleased
    | PlanReopened
    | PlanContinued
    | SessionScheduled
    | SessionRescheduled
    | SessionHeld
    | ContactLogged
)


def when_there_is_a_sign_of_life_then_listen(told: Envelope[SignOfLife]) -> Timers:
    this, at = told.data.relationship_id, told.data.dormant_at
    return [Due(f"dormancy:{this}", at, ask.NoteDormancy(relationship_id=this))] if at else []
