"""How long a request waits for its answer: reminders, lapses, and the next one's turn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off

from ..commands import ExpireRequest, PassRequestOn, RemindOfRequest
from ..events import (
    MentoringRequested,
    RequestAccepted,
    RequestAcknowledged,
    RequestDeclined,
    RequestExpired,
    RequestForwarded,
    RequestReminderSent,
    RequestSkipped,
    RequestWithdrawn,
)

Times = list[Due | Off]


def reminder_key(request_id: UUID) -> str:
    return f"request-reminder:{request_id}"


def answer_key(request_id: UUID) -> str:
    return f"request-answer:{request_id}"


def when_requested_then_remind_and_lapse(heard: Envelope[MentoringRequested]) -> Times:
    """JOH-18."""
    told = heard.data
    ask = ExpireRequest(pool_id=told.pool_id, request_id=told.request_id)
    lapse = Due(answer_key(told.request_id), told.expires_at, ask)
    return [*reminder(told, 1, told.remind_at[0] if told.remind_at else None), lapse]


def when_reminded_then_plan_the_next(heard: Envelope[RequestReminderSent]) -> Times:
    return reminder(heard.data, heard.data.ordinal + 1, heard.data.next_at)


def reminder(
    told: MentoringRequested | RequestReminderSent, ordinal: int, at: datetime | None
) -> Times:
    if at is None:
        return []
    ask = RemindOfRequest(pool_id=told.pool_id, request_id=told.request_id, ordinal=ordinal)
    return [Due(reminder_key(told.request_id), at, ask)]


def when_acknowledged_then_no_reminders(heard: Envelope[RequestAcknowledged]) -> Times:
    """The lapse stands: seen is not yet answered."""
    return [Off(reminder_key(heard.data.request_id))]


def when_forwarded_then_pass_on_in_time(heard: Envelope[RequestForwarded]) -> Times:
    """ASME-37."""
    told = heard.data
    ask = PassRequestOn(
        pool_id=told.pool_id,
        request_id=told.request_id,
        mentor_id=told.mentor_id,
        respond_by=told.respond_by,
    )
    return [Due(answer_key(told.request_id), told.respond_by, ask)]


def silence(heard: Envelope[Any]) -> Times:
    id_ = heard.data.request_id
    return [Off(reminder_key(id_)), Off(answer_key(id_))]


def when_accepted_then_nothing_is_due(heard: Envelope[RequestAccepted]) -> Times:
    return silence(heard)


def when_declined_then_nothing_is_due(heard: Envelope[RequestDeclined]) -> Times:
    return silence(heard)


def when_withdrawn_then_nothing_is_due(heard: Envelope[RequestWithdrawn]) -> Times:
    return silence(heard)


def when_expired_then_nothing_is_due(heard: Envelope[RequestExpired]) -> Times:
    return silence(heard)


def when_skipped_then_nothing_is_due(heard: Envelope[RequestSkipped]) -> Times:
    return silence(heard)


patience = (
    when_requested_then_remind_and_lapse,
    when_reminded_then_plan_the_next,
    when_acknowledged_then_no_reminders,
    when_forwarded_then_pass_on_in_time,
    when_accepted_then_nothing_is_due,
    when_declined_then_nothing_is_due,
    when_withdrawn_then_nothing_is_due,
    when_expired_then_nothing_is_due,
    when_skipped_then_nothing_is_due,
)
