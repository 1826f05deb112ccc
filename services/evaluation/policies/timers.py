"""Being asked sets reminders and an end; having answered, or left, takes them away."""

from typing import Any

from shared.envelope import Envelope
from shared.reacting import Due, Off, Reactions

from ..commands import ExpireEvaluation, RemindRespondent
from ..events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationReminderSent,
    EvaluationSubmitted,
)


def remind_and_expire(told: Envelope[EvaluationAssigned]) -> list[Due | Off]:
    asked = told.data
    found: list[Due | Off] = []
    if asked.remind_at:
        first = RemindRespondent(response_id=asked.response_id, ordinal=1)
        found.append(Due(reminder(asked), asked.remind_at[0], first))
    if asked.expires_at:
        ask = ExpireEvaluation(response_id=asked.response_id)
        found.append(Due(expiry(asked), asked.expires_at, ask))
    return found


def remind_again(told: Envelope[EvaluationReminderSent]) -> list[Due | Off]:
    sent = told.data
    if sent.next_at is None:
        return []
    again = RemindRespondent(response_id=sent.response_id, ordinal=sent.ordinal + 1)
    return [Due(reminder(sent), sent.next_at, again)]


def leave_in_peace(
    told: Envelope[EvaluationSubmitted]
    | Envelope[EvaluationDeclined]
    | Envelope[EvaluationExpired],
) -> list[Due | Off]:
    return [Off(reminder(told.data)), Off(expiry(told.data))]


def after_answers(told: Envelope[EvaluationSubmitted]) -> list[Due | Off]:
    return leave_in_peace(told)


def after_declining(told: Envelope[EvaluationDeclined]) -> list[Due | Off]:
    return leave_in_peace(told)


def after_expiry(told: Envelope[EvaluationExpired]) -> list[Due | Off]:
    return leave_in_peace(told)


def reminder(of: Any) -> str:
    return f"evaluation-reminder:{of.response_id}"


def expiry(of: Any) -> str:
    return f"evaluation-expiry:{of.response_id}"


timers = Reactions(remind_and_expire, remind_again, after_answers, after_declining, after_expiry)
