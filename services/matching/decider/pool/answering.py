"""How the pool takes the answers to requests; a yes is decided where the seats are known."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import AcceptRequest, AcknowledgeRequest, DeclineRequest, WithdrawRequest
from ...events import RequestAccepted, RequestAcknowledged, RequestDeclined, RequestWithdrawn
from ...policies.answering import (
    answer_rules,
    answered_by_the_one_asked,
    message_where_required,
    not_over,
    said,
    seat_rules,
    withdrawn_by_whose_it_is,
    word_missed,
)
from ...policies.candidates import Pool
from ...policies.requesting import named, own_ids
from ...policies.requests import DIRECT, RANKED, Request
from .matching import matches
from .requesting import known
from .turning import turned


def acknowledge(ask: AcknowledgeRequest, pool: Pool) -> list[Event]:
    request = known(ask, pool)
    if request.phase == "acknowledged":
        return []
    allowed = obey(answer_rules, ask, (pool, request))
    if request.mode == RANKED:
        return []
    return [RequestAcknowledged.following(ask, allowed_by=allowed)]


def accept(ask: AcceptRequest, pool: Pool) -> list[Event]:
    request = known(ask, pool)
    if request.phase in {"accepted", "matched"} and theirs(ask, pool, request):
        return []
    allowed = obey(answer_rules, ask, (pool, request))
    pair = {"mentee_id": request.mentee_id, "mentor_id": request.mentor_id}
    allowed = (*allowed, *obey(seat_rules, named(ask, **pair), pool))
    yes = RequestAccepted.following(ask, **pair, allowed_by=allowed)
    if request.mode == DIRECT:
        return [yes, *matches(ask, pool, request, allowed)]
    return [yes]


def theirs(ask: AcceptRequest | DeclineRequest, pool: Pool, request: Request) -> bool:
    return answered_by_the_one_asked(ask, (pool, request)) is None


def decline(ask: DeclineRequest, pool: Pool) -> list[Event]:
    request = known(ask, pool)
    if declined_before(ask, pool, request):
        return []
    rules = (*answer_rules, message_where_required)
    allowed = obey(rules, ask, (pool, request))
    mentor, mentee = pool.mentor(request.mentor_id), pool.mentee(request.mentee_id)
    no = RequestDeclined.following(
        ask,
        mentee_id=mentee.id,
        mentor_id=mentor.id,
        by_person_id=(mentor if request.answering == "mentor" else mentee).person_id,
        message=ask.message if said(ask) else None,
        message_sent=said(ask),
        word_missed=word_missed(ask),
        reason_given=ask.reason_code is not None,
        allowed_by=allowed,
    )
    return turned(ask, pool, [no], request) if request.mode == RANKED else [no]


def declined_before(ask: DeclineRequest, pool: Pool, request: Request) -> bool:
    """The same no once more, when the request has long gone on to somebody else."""
    if request.phase == "declined":
        return theirs(ask, pool, request)
    actor = ask.asked.by
    return actor.role == "mentor" and any(
        actor.id in own_ids(pool, "mentor", one) for one in request.before
    )


def withdraw(ask: WithdrawRequest, pool: Pool) -> list[Event]:
    request = known(ask, pool)
    if request.phase == "withdrawn":
        return []
    allowed = obey((not_over, withdrawn_by_whose_it_is), ask, (pool, request))
    about = {"mentee_id": request.mentee_id, "by_role": ask.asked.by.role, "cause": "asked"}
    return [RequestWithdrawn.following(ask, **about, allowed_by=allowed)]


REPLIES: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    AcknowledgeRequest: acknowledge,
    AcceptRequest: accept,
    DeclineRequest: decline,
    WithdrawRequest: withdraw,
}
