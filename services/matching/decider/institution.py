"""How matching keeps count of the institutions that answer for mentees, and of whom they answer
for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.deciding import Decider
from shared.messages import Command, Event

from ..commands import (
    AttachRelationship,
    ConcernInstitution,
    DetachRelationship,
    NoteInstitutionStanding,
)
from ..events import (
    InstitutionConcerned,
    InstitutionStandingNoted,
    RelationshipAttached,
    RelationshipDetached,
)


@dataclass(frozen=True)
class Institution:
    """Whether it can answer, and for whom."""

    active: bool = False
    as_of: datetime | None = None
    pools: frozenset[UUID] = frozenset()
    relationships: frozenset[UUID] = frozenset()


def stand(ask: NoteInstitutionStanding, state: Institution) -> list[Event]:
    at = ask.asked.at
    overtaken = state.as_of is not None and at < state.as_of
    if overtaken or (state.as_of is not None and ask.active == state.active):
        return []
    whom = {
        "pools": tuple(sorted(state.pools)),
        "relationships": tuple(sorted(state.relationships)),
    }
    return [InstitutionStandingNoted.following(ask, as_of=at, **whom)]


def concern(ask: ConcernInstitution, state: Institution) -> list[Event]:
    known = ask.pool_id in state.pools
    return [] if known else [InstitutionConcerned.following(ask, active=state.active)]


def attach(ask: AttachRelationship, state: Institution) -> list[Event]:
    known = ask.relationship_id in state.relationships
    return [] if known else [RelationshipAttached.following(ask, active=state.active)]


def detach(ask: DetachRelationship, state: Institution) -> list[Event]:
    known = ask.relationship_id in state.relationships
    return [RelationshipDetached.following(ask)] if known else []


ANSWERS: Mapping[type[Command], Callable[[Any, Institution], list[Event]]] = {
    NoteInstitutionStanding: stand,
    ConcernInstitution: concern,
    AttachRelationship: attach,
    DetachRelationship: detach,
}


def decide(command: Command, institution: Institution) -> list[Event]:
    return ANSWERS[type(command)](command, institution)


def evolve(institution: Institution, event: Event) -> Institution:
    match event:
        case InstitutionStandingNoted(active=active, as_of=at):
            return replace(institution, active=active, as_of=at)
        case InstitutionConcerned(pool_id=pool):
            return replace(institution, pools=institution.pools | {pool})
        case RelationshipAttached(relationship_id=id_):
            return replace(institution, relationships=institution.relationships | {id_})
        case RelationshipDetached(relationship_id=id_):
            return replace(institution, relationships=institution.relationships - {id_})
        case _:
            return institution


institution: Decider[Institution] = Decider(
    "institution-{institution_id}", Institution(), decide, evolve, accepts=tuple(ANSWERS)
)
