"""What the pool comes to know of people and institutions: facts, in any order, once or twice."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.deciding import obey
from shared.durations import day_of
from shared.messages import Command, Event

from ...commands import (
    DeclareConflict,
    NoteInstitution,
    NoteMenteeBand,
    NoteMenteeDeparture,
    NoteMenteeReady,
    NoteMentorCapacity,
    NoteMentorDeparture,
    NoteMentorListed,
    NoteMentorPause,
    NoteMentorTrained,
    ReturnToPool,
)
from ...events import (
    ConflictDeclared,
    InstitutionNoted,
    MenteeBandNoted,
    MenteeDepartureNoted,
    MenteeReadinessNoted,
    MenteeReturned,
    MentorCapacityNoted,
    MentorDepartureNoted,
    MentorListingNoted,
    MentorPauseNoted,
    MentorTrainingNoted,
)
from ...policies.candidates import Candidate, Pool
from ...policies.proposing import mentee_known
from ...policies.roles import run_by_the_office
from ...policies.views import in_force
from .detailing import later_details


def older(at: datetime, than: datetime | None) -> bool:
    """Whether something said of `at` was overtaken by something said later."""
    return than is not None and at <= than


def capacity(ask: NoteMentorListed | NoteMentorCapacity) -> int | None:
    return in_force(ask).mentor.capacity.default if ask.capacity is None else ask.capacity


def mentor_listed(ask: NoteMentorListed, pool: Pool) -> list[Event]:
    mentor = pool.mentor(ask.mentor_id)
    overtaken = older(ask.listed_at, mentor.listed_at) or older(ask.listed_at, mentor.gone_at)
    if overtaken:
        return []
    later = later_details(ask.listed_at, mentor)
    return [MentorListingNoted.following(ask, capacity=capacity(ask), **later)]


def mentor_trained(ask: NoteMentorTrained, pool: Pool) -> list[Event]:
    known = pool.mentor(ask.mentor_id).trained_at
    return [] if known else [MentorTrainingNoted.following(ask, trained_at=ask.asked.at)]


def mentor_capacity(ask: NoteMentorCapacity, pool: Pool) -> list[Event]:
    known = pool.mentors.get(ask.mentor_id)
    number, stated = capacity(ask), ask.capacity is not None
    if known and (known.capacity, known.capacity_stated) == (number, stated):
        return []
    return [MentorCapacityNoted.following(ask, capacity=number, capacity_stated=stated)]


def mentor_pause(ask: NoteMentorPause, pool: Pool) -> list[Event]:
    mentor, at = pool.mentor(ask.mentor_id), ask.asked.at
    returns = mentor.silent and not ask.paused
    if (mentor.paused == ask.paused and not returns) or older(at, mentor.pause_as_of):
        return []
    return [MentorPauseNoted.following(ask, as_of=at)]


def ends(candidate: Candidate, ask: NoteMentorDeparture | NoteMenteeDeparture) -> dict[str, Any]:
    """What a departure takes with it."""
    zone = in_force(ask).policy.time_zone
    return {
        "effective_on": ask.effective_on or day_of(ask.asked.at, zone),
        "as_of": ask.asked.at,
        "proposals": tuple(sorted(candidate.proposals)),
        "relationships": tuple(sorted(candidate.relationships)),
    }


def mentor_departure(ask: NoteMentorDeparture, pool: Pool) -> list[Event]:
    mentor = pool.mentor(ask.mentor_id)
    if mentor.gone_at or (mentor.listed_at and mentor.listed_at > ask.asked.at):
        return []
    return [MentorDepartureNoted.following(ask, **ends(mentor, ask))]


def mentee_ready(ask: NoteMenteeReady, pool: Pool) -> list[Event]:
    mentee = pool.mentee(ask.mentee_id)
    if mentee.person_id or older(ask.ready_at, mentee.gone_at):
        return []
    came_of_age = older(ask.ready_at, mentee.band_as_of)
    band = mentee.age_band if came_of_age else ask.age_band
    later = later_details(ask.ready_at, mentee)
    return [MenteeReadinessNoted.following(ask, age_band=band, **later)]


def mentee_returned(ask: ReturnToPool, pool: Pool) -> list[Event]:
    allowed = obey((run_by_the_office, mentee_known), ask, pool)
    mentee = pool.mentee(ask.mentee_id)
    if mentee.ready or mentee.relationships:
        return []
    return [MenteeReturned.following(ask, allowed_by=allowed)]


def mentee_band(ask: NoteMenteeBand, pool: Pool) -> list[Event]:
    mentee, at = pool.mentee(ask.mentee_id), ask.asked.at
    if older(at, mentee.band_as_of):
        return []
    relationships = tuple(sorted(mentee.relationships))
    return [MenteeBandNoted.following(ask, as_of=at, relationships=relationships)]


def mentee_departure(ask: NoteMenteeDeparture, pool: Pool) -> list[Event]:
    mentee = pool.mentee(ask.mentee_id)
    return [] if mentee.gone_at else [MenteeDepartureNoted.following(ask, **ends(mentee, ask))]


def institution(ask: NoteInstitution, pool: Pool) -> list[Event]:
    if (ask.institution_id in pool.active) == ask.active:
        return []
    stranded = () if ask.active else unanswered_for(pool, ask.institution_id)
    return [InstitutionNoted.following(ask, proposals=stranded)]


def unanswered_for(pool: Pool, institution_id: UUID) -> tuple[UUID, ...]:
    """Open proposals of under-18s for whom that institution no longer answers."""
    mentees = ((id_, pool.mentee(pair[1])) for id_, pair in pool.open.items())
    return tuple(
        sorted(
            id_
            for id_, mentee in mentees
            if mentee.age_band == "minor" and mentee.institution_id == institution_id
        )
    )


def conflict(ask: DeclareConflict, pool: Pool) -> list[Event]:
    allowed = obey((run_by_the_office,), ask, pool)
    known = pool.conflicts.get((ask.mentor_id, ask.mentee_id)) == ask.kind
    return [] if known else [ConflictDeclared.following(ask, allowed_by=allowed)]


KNOWS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    NoteMentorListed: mentor_listed,
    NoteMentorTrained: mentor_trained,
    NoteMentorCapacity: mentor_capacity,
    NoteMentorPause: mentor_pause,
    NoteMentorDeparture: mentor_departure,
    NoteMenteeReady: mentee_ready,
    ReturnToPool: mentee_returned,
    NoteMenteeBand: mentee_band,
    NoteMenteeDeparture: mentee_departure,
    NoteInstitution: institution,
    DeclareConflict: conflict,
}
