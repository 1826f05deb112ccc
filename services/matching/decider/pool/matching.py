"""From a request to a match: the same match as any other, and the seat is taken at once."""

from typing import Any

from shared.messages import Event

from ...events import MatchMade, PairEngaged
from ...policies.candidates import Pool
from ...policies.requests import Request
from ..proposal import relationship_of


def matches(ask: Any, pool: Pool, request: Request, allowed: tuple[str, ...]) -> list[Event]:
    """In the pool's own stream, so that two who race for the last seat cannot both have it."""
    mentor, mentee = pool.mentor(request.mentor_id), pool.mentee(request.mentee_id)
    ids: dict[str, Any] = {
        "pool_id": ask.pool_id,
        "proposal_id": request.id,
        "relationship_id": relationship_of(request.id),
        "mentor_id": mentor.id,
        "mentee_id": mentee.id,
    }
    people: dict[str, Any] = {
        "mentor_person_id": mentor.person_id,
        "mentee_person_id": mentee.person_id,
    }
    made = MatchMade(
        **ids,
        **people,
        mode=request.mode,
        kind=request.kind,
        institution_id=mentee.institution_id,
        age_band=mentee.age_band,
        made_at=ask.asked.at,
        allowed_by=allowed,
    )
    return [made, PairEngaged(**ids)]
