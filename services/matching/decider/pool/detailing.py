"""What the pool comes to know of what people tell of themselves, and of their rank in the queue."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shared.messages import Command, Event

from ...commands import NoteMenteeDetails, NoteMentorDetails, NotePriorityTier
from ...events import (
    MenteeDetailsNoted,
    MenteeReadinessNoted,
    MentorDetailsNoted,
    MentorListingNoted,
    PriorityTierNoted,
)
from ...policies.candidates import Candidate, Facets, Mentor, Pool, tags
from .seats import mentee, mentor

Told = MentorListingNoted | MentorDetailsNoted | MenteeReadinessNoted | MenteeDetailsNoted


def mentor_details(ask: NoteMentorDetails, pool: Pool) -> list[Event]:
    if overtaken(ask.asked.at, pool.mentor(ask.mentor_id)):
        return []
    return [MentorDetailsNoted.following(ask, as_of=ask.asked.at)]


def mentee_details(ask: NoteMenteeDetails, pool: Pool) -> list[Event]:
    if overtaken(ask.asked.at, pool.mentee(ask.mentee_id)):
        return []
    return [MenteeDetailsNoted.following(ask, as_of=ask.asked.at)]


def overtaken(at: datetime, candidate: Candidate) -> bool:
    """Whether something said later was heard already."""
    return candidate.details_at is not None and at < candidate.details_at


def later_details(at: datetime, candidate: Candidate) -> dict[str, Any]:
    """What is known already of a listing or readiness that was overtaken by a change."""
    if candidate.details_at is None or candidate.details_at <= at:
        return {}
    of = candidate.facets
    known = {
        "region": of.region,
        "topics": tuple(sorted(of.topics)),
        "goal_tags": tuple(sorted(of.goal_tags)),
        "background_tags": tuple(sorted(of.background_tags)),
        "facets": tuple(sorted(of.named)),
    }
    if isinstance(candidate, Mentor):
        known["willingness"] = tuple(sorted(candidate.willing))
        known["cannot_help"] = tuple(sorted(candidate.cannot_help))
    return known


def priority_tier(ask: NotePriorityTier, pool: Pool) -> list[Event]:
    known = pool.mentee(ask.mentee_id).tier == ask.tier
    return [] if known else [PriorityTierNoted.following(ask)]


DETAILS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    NoteMentorDetails: mentor_details,
    NoteMenteeDetails: mentee_details,
    NotePriorityTier: priority_tier,
}


def facets(told: Told) -> Facets:
    """What fit is judged by, of whatever told it."""
    return Facets(
        told.region,
        tags(told.topics),
        tags(told.goal_tags),
        tags(told.background_tags),
        tags(told.facets),
    )


def limits(told: MentorListingNoted | MentorDetailsNoted) -> dict[str, Any]:
    """What a mentor is willing to do, and what they cannot help with."""
    return {"willing": tags(told.willingness), "cannot_help": tags(told.cannot_help)}


def detailed_mentor(pool: Pool, told: MentorDetailsNoted) -> Pool:
    known = {"facets": facets(told), "details_at": told.as_of, **limits(told)}
    return mentor(pool, told.mentor_id, **known)


def detailed_mentee(pool: Pool, told: MenteeDetailsNoted) -> Pool:
    return mentee(pool, told.mentee_id, facets=facets(told), details_at=told.as_of)


def tiered(pool: Pool, told: PriorityTierNoted) -> Pool:
    return mentee(pool, told.mentee_id, tier=told.tier)


DETAILED: Mapping[type[Event], Callable[[Pool, Any], Pool]] = {
    MentorDetailsNoted: detailed_mentor,
    MenteeDetailsNoted: detailed_mentee,
    PriorityTierNoted: tiered,
}
