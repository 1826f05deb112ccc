"""Some time before a session somebody is asked what it is to be about."""

from datetime import datetime
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off

from .. import commands as ask
from ..events import (
    SessionCancelled,
    SessionHeld,
    SessionNotHeld,
    SessionRescheduled,
    SessionScheduled,
)

Timers = list[Due | Off]


def prompt(this: UUID, session: UUID, at: datetime | None) -> Timers:
    if at is None:
        return []
    return [
        Due(f"agenda:{session}", at, ask.PromptAgenda(relationship_id=this, session_id=session))
    ]


def when_session_scheduled_then_prompt(told: Envelope[SessionScheduled]) -> Timers:
    return prompt(told.data.relationship_id, told.data.session_id, told.data.prompt_at)


def when_session_rescheduled_then_prompt(told: Envelope[SessionRescheduled]) -> Timers:
    return prompt(told.data.relationship_id, told.data.session_id, told.data.prompt_at)


def when_session_cancelled_then_leave(told: Envelope[SessionCancelled]) -> Timers:
    return [Off(f"agenda:{told.data.session_id}")]


def when_session_not_held_then_leave(told: Envelope[SessionNotHeld]) -> Timers:
    return [Off(f"agenda:{told.data.session_id}")]


def when_session_held_then_leave(told: Envelope[SessionHeld]) -> Timers:
    return [Off(f"agenda:{told.data.session_id}")]


prompting = (
    when_session_scheduled_then_prompt,
    when_session_rescheduled_then_prompt,
    when_session_cancelled_then_leave,
    when_session_not_held_then_leave,
    when_session_held_then_leave,
)
