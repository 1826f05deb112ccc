"""The rules of answering a request: by the one who was asked, while it is open, in time."""

from typing import Any

from shared.deciding import Rule

from ..commands import AcceptRequest, AcknowledgeRequest, DeclineRequest, WithdrawRequest
from .candidates import Pool
from .proposing import mentor_available, mentor_has_a_seat, no_conflict
from .requesting import own_ids
from .requests import AWAITING, OVER, Request
from .roles import office
from .views import in_force

Answer = AcknowledgeRequest | AcceptRequest | DeclineRequest
State = tuple[Pool, Request]


def request_open(_ask: object, state: State) -> str | None:
    _, request = state
    return f"The request is {request.phase}." if request.phase not in AWAITING else None


def answered_by_the_one_asked(ask: Answer, state: State) -> str | None:
    """Nobody answers for somebody else, and only whose turn it is."""
    pool, request = state
    side = request.answering
    of = request.mentor_id if side == "mentor" else request.mentee_id
    actor = ask.asked.by
    if actor.role == side and actor.id in own_ids(pool, side, of):
        return None
    return f"Only the {side} who was asked can answer."


def answered_in_time(ask: Answer, state: State) -> str | None:
    """JOH-18: too late is too late, even before anybody has noticed."""
    _, request = state
    late = request.answer_by is not None and ask.asked.at >= request.answer_by
    return "The time to answer is over." if late else None


def message_where_required(ask: DeclineRequest, _state: State) -> str | None:
    """JOH-17: a courteous word is encouraged; a programme may insist."""
    needed = in_force(ask).matching.decline.message == "required"
    return "A word to the mentee is needed here." if needed and not said(ask) else None


def word_missed(ask: DeclineRequest) -> bool:
    """JOH-19: a no without a word is a no, and where a word is encouraged it is pointed out."""
    return in_force(ask).matching.decline.message == "encouraged" and not said(ask)


def said(ask: DeclineRequest) -> bool:
    return bool(ask.message and ask.message.strip())


answer_rules: tuple[Rule[Any, Any], ...] = (
    request_open,
    answered_by_the_one_asked,
    answered_in_time,
)
# Asked once more at the yes, of the pool as it is then (ASME-23).
seat_rules: tuple[Rule[Any, Any], ...] = (mentor_available, mentor_has_a_seat, no_conflict)


def withdrawn_by_whose_it_is(ask: WithdrawRequest, state: State) -> str | None:
    pool, request = state
    side, actor = request.begun_by, ask.asked.by
    of = request.mentee_id if side == "mentee" else request.mentor_id
    if actor.role in office(ask) or (actor.role == side and actor.id in own_ids(pool, side, of)):
        return None
    return "Only whose request it is, or the office, can take it back."


def not_over(_ask: object, state: State) -> str | None:
    _, request = state
    return f"The request is {request.phase}." if request.phase in OVER else None
