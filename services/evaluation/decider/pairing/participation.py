"""What is known of one participation: questionnaires before and at the end of each relationship,
and sessions.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.messages import Event

from ...events import (
    FirstMeetingReached,
    PairBroken,
    ParticipantEnrolled,
    RelationshipBegun,
    RelationshipBound,
    RelationshipOver,
    ResponseNoted,
    ResponsePaired,
    SessionCounted,
    StandingChanged,
)
from ...events.instruments import Role


@dataclass(frozen=True)
class Journey:
    """One relationship as this person goes through it. `pre` is set only where it asked anew."""

    relationship_id: UUID
    made_at: datetime | None = None
    pre: ResponseNoted | None = None
    end: ResponseNoted | None = None
    started_at: datetime | None = None
    ended_on: date | None = None
    first_held_at: datetime | None = None
    sessions: frozenset[UUID] = frozenset()
    pair: ResponsePaired | None = None
    standing: StandingChanged | None = None


@dataclass(frozen=True)
class Participation:
    """`pre` was answered before any relationship; the relationship bound first takes it."""

    participant_id: UUID | None = None
    role: Role | None = None
    applied_at: datetime | None = None
    met: bool = False
    pre: ResponseNoted | None = None
    first_bound: UUID | None = None
    journeys: tuple[Journey, ...] = ()

    def journey(self, relationship_id: UUID) -> Journey:
        """This relationship's journey, or one of which nothing is known yet."""
        found = (one for one in self.journeys if one.relationship_id == relationship_id)
        return next(found, Journey(relationship_id))

    def changed(self, relationship_id: UUID, **changes: Any) -> "Participation":
        """The same with this journey changed; a new one comes last."""
        journey = self.journey(relationship_id)
        after = replace(journey, **changes)
        if journey in self.journeys:
            journeys = tuple(after if one is journey else one for one in self.journeys)
            return replace(self, journeys=journeys)
        return replace(self, journeys=(*self.journeys, after))

    def pre_of(self, journey: Journey) -> ResponseNoted | None:
        """What they answered before this relationship."""
        return self.pre if journey.relationship_id == self.first_bound else journey.pre

    def noted(self, phase: str, relationship_id: UUID | None) -> ResponseNoted | None:
        """The last that is known of this phase's questionnaire."""
        if relationship_id is None:
            return self.pre
        journey = self.journey(relationship_id)
        return journey.pre if phase == "pre" else journey.end


NOBODY = Participation()


def evolve(known: Participation, event: Event) -> Participation:
    match event:
        case ParticipantEnrolled() as told:
            return replace(
                known,
                participant_id=told.participant_id,
                role=told.role,
                applied_at=told.applied_at,
            )
        case FirstMeetingReached():
            return replace(known, met=True)
        case ResponseNoted(relationship_id=None) as told:
            return replace(known, participant_id=told.participant_id, pre=told)
        case RelationshipBound() as told:
            first = told.relationship_id if told.first else known.first_bound
            known = replace(
                known, participant_id=told.participant_id, role=told.role, first_bound=first
            )
            return known.changed(told.relationship_id, made_at=told.made_at)
    return on_the_way(known, event)


def on_the_way(known: Participation, event: Event) -> Participation:
    match event:
        case SessionCounted() as told:
            return counted(known, told)
        case ResponseNoted(relationship_id=UUID() as relationship) as told:
            return known.changed(relationship, **{told.phase: told})
        case RelationshipBegun(relationship_id=relationship, started_at=started):
            return known.changed(relationship, started_at=started)
        case RelationshipOver(relationship_id=relationship, ended_on=ended):
            return known.changed(relationship, ended_on=ended)
        case _:
            return worked_out(known, event)


def worked_out(known: Participation, event: Event) -> Participation:
    match event:
        case ResponsePaired(relationship_id=relationship) as told:
            return known.changed(relationship, pair=told)
        case PairBroken(relationship_id=relationship):
            return known.changed(relationship, pair=None)
        case StandingChanged(relationship_id=relationship) as told:
            return known.changed(relationship, standing=told)
        case _:
            return known


def counted(known: Participation, told: SessionCounted) -> Participation:
    journey = known.journey(told.relationship_id)
    first = min(told.held_at, journey.first_held_at or told.held_at)
    sessions = journey.sessions | {told.session_id}
    return known.changed(told.relationship_id, sessions=sessions, first_held_at=first)
