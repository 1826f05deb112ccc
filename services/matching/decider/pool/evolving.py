"""What the pool's events add up to."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shared.messages import Event

from ...events import (
    CandidateNotSelected,
    ConflictDeclared,
    InstitutionNoted,
    MatchingPoolEntered,
    MatchingPoolLeft,
    MatchProposed,
    MenteeBandNoted,
    MenteeDepartureNoted,
    MenteeReadinessNoted,
    MenteeReturned,
    MentorCapacityNoted,
    MentorDepartureNoted,
    MentorListingNoted,
    MentorTrainingNoted,
    PairEngaged,
    PairParted,
    PairRejoined,
    PairReleased,
    WaitingUpdateSent,
)
from ...policies.candidates import Pool, but
from .detailing import DETAILED, facets, limits
from .falling_silent import SILENCED, counted
from .keeping import reconsidered
from .progressing import PROGRESS
from .seats import closed, mentee, mentor, promised
from .trusting import TRUSTED


def mentor_listed(pool: Pool, told: MentorListingNoted) -> Pool:
    known = {"person_id": told.person_id, "facets": facets(told), **limits(told), **seats(told)}
    return mentor(pool, told.mentor_id, **known, listed_at=told.listed_at, gone_at=None)


def seats(told: MentorListingNoted | MentorCapacityNoted) -> dict[str, Any]:
    """How many mentees at once, and whether the mentor said so."""
    return {"capacity": told.capacity, "capacity_stated": told.capacity_stated}


def mentor_trained(pool: Pool, told: MentorTrainingNoted) -> Pool:
    return mentor(pool, told.mentor_id, person_id=told.person_id, trained_at=told.trained_at)


def mentee_ready(pool: Pool, told: MenteeReadinessNoted) -> Pool:
    known = {"person_id": told.person_id, "facets": facets(told), "age_band": told.age_band}
    institution = told.institution_id
    return mentee(
        pool, told.mentee_id, **known, institution_id=institution, ready=True, gone_at=None
    )


def institution(pool: Pool, told: InstitutionNoted) -> Pool:
    one = frozenset({told.institution_id})
    return but(pool, active=pool.active | one if told.active else pool.active - one)


def conflict(pool: Pool, told: ConflictDeclared) -> Pool:
    pair = (told.mentor_id, told.mentee_id)
    return but(pool, conflicts=pool.conflicts.set(pair, told.kind), touched=pair)


def candidate(pool: Pool, told: MatchingPoolEntered | MatchingPoolLeft, **changes: Any) -> Pool:
    change = mentor if told.role == "mentor" else mentee
    return change(pool, told.candidate_id, **changes)


def entered(pool: Pool, told: MatchingPoolEntered) -> Pool:
    return candidate(pool, told, waiting=True, since=told.waiting_since)


def left(pool: Pool, told: MatchingPoolLeft) -> Pool:
    return candidate(pool, told, waiting=False)


def proposed(pool: Pool, told: MatchProposed) -> Pool:
    id_, pair = told.proposal_id, (told.mentor_id, told.mentee_id)
    return promised(but(pool, proposals=pool.proposals.set(id_, pair)), id_, pair)


def released(pool: Pool, told: PairReleased) -> Pool:
    id_, pair = told.proposal_id, pool.open[told.proposal_id]
    pool = closed(pool, id_)
    return but(pool, declined=pool.declined.set(pair, id_)) if told.declined else pool


def engaged(pool: Pool, told: PairEngaged) -> Pool:
    pair = (told.mentor_id, told.mentee_id)
    pool = closed(pool, told.proposal_id)
    pool = mentor(pool, pair[0], since=None, updates=0)
    pool = mentee(pool, pair[1], since=None, ready=False)
    made = pool.made.set(told.relationship_id, pair)
    return bound(but(pool, made=made), told.relationship_id)


def bound(pool: Pool, id_: UUID) -> Pool:
    pair = pool.made[id_]
    pool = mentor(pool, pair[0], relationships=pool.mentor(pair[0]).relationships | {id_})
    return mentee(pool, pair[1], relationships=pool.mentee(pair[1]).relationships | {id_})


def parted(pool: Pool, told: PairParted) -> Pool:
    id_ = told.relationship_id
    pair = pool.made[id_]
    pool = mentor(pool, pair[0], relationships=pool.mentor(pair[0]).relationships - {id_})
    return mentee(pool, pair[1], relationships=pool.mentee(pair[1]).relationships - {id_})


def banded(pool: Pool, told: MenteeBandNoted) -> Pool:
    return mentee(pool, told.mentee_id, age_band=told.age_band, band_as_of=told.as_of)


def gone(told: MentorDepartureNoted | MenteeDepartureNoted) -> dict[str, Any]:
    return {"gone_at": told.as_of, "departure": told.kind}


CHANGES: Mapping[type[Event], Callable[[Pool, Any], Pool]] = {
    MentorListingNoted: mentor_listed,
    MentorTrainingNoted: mentor_trained,
    MentorCapacityNoted: lambda pool, told: mentor(pool, told.mentor_id, **seats(told)),
    MentorDepartureNoted: lambda pool, told: mentor(pool, told.mentor_id, **gone(told)),
    MenteeReadinessNoted: mentee_ready,
    MenteeReturned: lambda pool, told: mentee(pool, told.mentee_id, ready=True),
    MenteeBandNoted: banded,
    MenteeDepartureNoted: lambda pool, told: mentee(
        pool, told.mentee_id, **gone(told), ready=False
    ),
    InstitutionNoted: institution,
    ConflictDeclared: conflict,
    MatchingPoolEntered: entered,
    MatchingPoolLeft: left,
    MatchProposed: proposed,
    PairReleased: released,
    PairEngaged: engaged,
    PairParted: parted,
    PairRejoined: lambda pool, told: bound(pool, told.relationship_id),
    WaitingUpdateSent: lambda pool, told: mentor(
        pool, told.mentor_id, updates=told.ordinal, updated_for=told.due_at
    ),
    CandidateNotSelected: lambda pool, told: mentor(pool, told.mentor_id, cycle=told.cycle),
    **DETAILED,
    **SILENCED,
    **PROGRESS,
    **TRUSTED,
}


def evolve(pool: Pool, event: Event) -> Pool:
    change, fresh = CHANGES.get(type(event)), but(pool, touched=())
    return reconsidered(counted(pool, change(fresh, event) if change else fresh, event))
