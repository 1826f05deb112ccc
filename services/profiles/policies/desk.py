"""Who sees to a request for help, and until when."""

from datetime import datetime

from shared.durations import later
from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Due, Off

from ..commands.desk import MarkSupportRequestOverdue, RaiseSupportRequest
from ..events.desk import SupportRequestRaised, SupportRequestReopened, SupportRequestResolved
from .asking import policy_now
from .roles import OPERATOR


def support_reachable(command: RaiseSupportRequest, _: object) -> str | None:
    support = policy_now(command).support
    reachable = support.contact or sees_to(command) != OPERATOR
    return None if reachable else "The policy names nobody to turn to."


def sees_to(command: RaiseSupportRequest) -> str:
    """The role that sees to requests of this kind; the office where the policy names none."""
    team = policy_now(command).support.team
    return (team.technical if command.kind == "technical" else team.relationship) or OPERATOR


def answer_by(command: Command) -> datetime | None:
    """When an answer is late, counted from now; None where nothing is promised."""
    rules = policy_now(command)
    promised = rules.support.answer_within
    if promised is None:
        return None
    return later(command.asked.at, promised, rules.policy.time_zone, rules.holidays)


def when_support_asked_for_then_await_an_answer(
    seen: Envelope[SupportRequestRaised],
) -> list[Due]:
    return due(seen.data)


def when_support_asked_for_again_then_await_an_answer(
    seen: Envelope[SupportRequestReopened],
) -> list[Due]:
    return due(seen.data)


def due(one: SupportRequestRaised | SupportRequestReopened) -> list[Due]:
    if one.answer_by is None:
        return []
    late = MarkSupportRequestOverdue(request_id=one.request_id)
    return [Due(f"support-overdue:{one.request_id}", one.answer_by, late)]


def when_support_given_then_await_no_longer(seen: Envelope[SupportRequestResolved]) -> list[Off]:
    return [Off(f"support-overdue:{seen.data.request_id}")]


raising_rules = (support_reachable,)
desk_timers = (
    when_support_asked_for_then_await_an_answer,
    when_support_asked_for_again_then_await_an_answer,
    when_support_given_then_await_no_longer,
)
