"""The open requests of a pool, and what is found by them: whose they are, whose ground shakes."""

from uuid import UUID

from immutables import Map

from ...policies.candidates import Pool, but
from ...policies.requests import AWAITING, OVER, Request

Awaited = Map[UUID, frozenset[UUID]]
# Before the review, between two choices and at the end, no mentor is needed.
GROUNDED = AWAITING | {"accepted"}


def kept(pool: Pool, request: Request) -> Pool:
    """Among the open ones, or among those that came to an end."""
    sides, id_ = (request.mentee_id, request.mentor_id), request.id
    pool = but(freed(pool, id_), touched=(*pool.touched, *sides))
    if request.phase not in OVER:
        awaited = pool.awaited
        for side in sides:
            awaited = awaited.set(side, awaited.get(side, frozenset()) | {id_})
        return but(pool, requests=pool.requests.set(id_, request), awaited=awaited)
    return ended(pool, request)


def freed(pool: Pool, id_: UUID) -> Pool:
    """Nobody is waited for any more, if this was an open request."""
    if id_ not in pool.requests:
        return pool
    request, awaited = pool.requests[id_], pool.awaited
    for side in {request.mentee_id, request.mentor_id}:
        left = awaited[side] - {id_}
        awaited = awaited.set(side, left) if left else awaited.delete(side)
    return but(pool, requests=pool.requests.delete(id_), awaited=awaited)


def ended(pool: Pool, request: Request) -> Pool:
    past, exhausted = pool.past.set(request.id, request), pool.exhausted
    if request.phase == "exhausted":
        exhausted = exhausted.set(request.mentee_id, request.id)
    shaken = pool.shaken - {request.id}
    return but(pool, past=past, exhausted=exhausted, shaken=shaken)


def reconsidered(pool: Pool) -> Pool:
    """What the last event means for the ground of the requests it was about."""
    about = {one for id_ in pool.touched for one in pool.awaited.get(id_, ())}
    if not about:
        return pool
    shaken = pool.shaken - about | {one for one in about if shakes(pool, pool.requests[one])}
    return pool if shaken == pool.shaken else but(pool, shaken=shaken)


def shakes(pool: Pool, request: Request) -> bool:
    """Whether there are rules under which this request's ground is gone: rules may change, so this
    asks no rule, and where it says no, none has to be asked.
    """
    mentee, mentor = pool.mentee(request.mentee_id), pool.mentor(request.mentor_id)
    if mentee.gone_at or mentee.relationships:
        return True
    if request.phase not in GROUNDED:
        return False
    away = mentor.gone_at or mentor.listed_at is None or mentor.paused or mentor.silent
    full = request.phase == "forwarded" and not mentor.unpromised
    return bool(away or full or (mentor.id, mentee.id) in pool.conflicts)
