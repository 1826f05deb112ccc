"""Whose turn it is: the next choice of a request, and what becomes of it when its ground falls
away.
"""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from shared.messages import Command, Event

from ...events import RankedChoicesExhausted, RequestForwarded, RequestSkipped, RequestWithdrawn
from ...policies.candidates import Pool
from ...policies.requests import DIRECT, Request
from ...policies.views import in_force
from .evolving import evolve


def turned(ask: Any, pool: Pool, events: list[Event], request: Request) -> list[Event]:
    """The events, and then the next choice who can be asked; one at a time (ASME-37)."""
    after = reduce(evolve, events, pool)
    return [*events, *turns(ask, after, after.requests[request.id])]


def turns(ask: Command, pool: Pool, request: Request) -> Iterator[Event]:
    about: dict[str, Any] = {"pool_id": vars(ask)["pool_id"], "request_id": request.id}
    programme = in_force(ask)
    for place, mentor_id in enumerate(request.choices[request.turn :], request.turn + 1):
        cause = unable(ask, pool, request, place - 1)
        if cause is None:
            by = programme.later(ask.asked.at, request.respond_within)
            both: dict[str, Any] = {"mentee_id": request.mentee_id, "mentor_id": mentor_id}
            yield RequestForwarded(**about, **both, ordinal=place, respond_by=by)
            return
        yield RequestSkipped(**about, mentor_id=mentor_id, cause=cause)
    again = programme.matching.ranked.exhausted == "invite_rerank"
    yield RankedChoicesExhausted(**about, mentee_id=request.mentee_id, may_choose_again=again)


def unable(ask: Command, pool: Pool, request: Request, turn: int) -> str | None:
    """Why this choice cannot be asked now. None of these is a refusal."""
    mentor = pool.mentor(request.choices[turn])
    if mentor.gone_at or mentor.listed_at is None:
        return "gone"
    kind = pool.conflicts.get((mentor.id, request.mentee_id))
    if kind in in_force(ask).matching.exclude:
        return "conflict"
    if mentor.paused or mentor.silent:
        return "on_a_break"
    return None if mentor.unpromised else "no_seat"


def grounds(command: Command, before: Pool, events: list[Event]) -> list[Event]:
    """The events, and what they mean for requests whose ground has thereby fallen away."""
    if not events:
        return []
    pool = reduce(evolve, events, before)
    for request in [pool.requests[one] for one in sorted(pool.shaken, key=str)]:
        lost = [*groundless(command, pool, request)]
        pool, events = reduce(evolve, lost, pool), [*events, *lost]
    return events


def groundless(command: Command, pool: Pool, request: Request) -> Iterator[Event]:
    if cause := mentee_lost(command, pool, request):
        yield taken_back(command, request, cause)
    elif cause := mentor_lost(command, pool, request):
        if request.mode == DIRECT:
            yield taken_back(command, request, cause)
        else:
            skipped = RequestSkipped(
                pool_id=vars(command)["pool_id"],
                request_id=request.id,
                mentor_id=request.mentor_id,
                cause=cause,
            )
            yield from turned(command, pool, [skipped], request)


def mentee_lost(command: Command, pool: Pool, request: Request) -> str | None:
    """The mentee is gone, or has somebody: siblings are withdrawn when one is accepted."""
    mentee = pool.mentee(request.mentee_id)
    if mentee.gone_at:
        return "gone"
    matched = in_force(command).relationship.ratio == "1:1" and mentee.relationships
    return "matched_elsewhere" if matched else None


def mentor_lost(command: Command, pool: Pool, request: Request) -> str | None:
    """The mentor cannot answer any more. Only those asked in turn are passed over for a full seat:
    who was asked directly may be patient. Whoever goes on a break leaves nobody waiting for them;
    who said yes has a seat, break or not.
    """
    if request.phase not in {"asked", "acknowledged", "forwarded", "accepted"}:
        return None
    cause = unable(command, pool, request, request.turn)
    waits = request.phase in {"asked", "acknowledged"} and cause == "on_a_break"
    lost = waits or cause in {"gone", "conflict"} or request.phase == "forwarded"
    return cause if lost else None


def taken_back(command: Command, request: Request, cause: str) -> RequestWithdrawn:
    return RequestWithdrawn(
        pool_id=vars(command)["pool_id"],
        request_id=request.id,
        mentee_id=request.mentee_id,
        by_role="house",
        cause=cause,
    )
