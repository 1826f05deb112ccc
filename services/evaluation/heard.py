"""What other services say, as far as evaluation cares: their words, our fields."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Event


class MentorApplicationStarted(Event):
    """From profiles: a mentor applied; they answer before they can be accepted."""

    mentor_id: UUID
    person_id: UUID


class MentorApplicationDeclined(Event):
    """From profiles: not accepted, so nobody asks them any more."""

    mentor_id: UUID


class MentorApplicationLapsed(Event):
    """From profiles: begun and never handed in, so nobody asks them any more."""

    mentor_id: UUID


class MentorWithdrawn(Event):
    """From profiles: the mentor left."""

    mentor_id: UUID


class MenteeReferred(Event):
    """From profiles: a mentee was referred; they answer before they can be accepted."""

    mentee_id: UUID
    person_id: UUID


class MenteeLeft(Event):
    """From profiles: the mentee left."""

    mentee_id: UUID


class MatchMade(Event):
    """From matching: these two form a relationship."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    made_at: datetime


class RelationshipStarted(Event):
    """From matching: they met for the first time."""

    relationship_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    started_at: datetime


class RelationshipEnded(Event):
    """From matching: it is over, whatever the reason; both are asked once more."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    effective_on: date


class SessionHeld(Event):
    """From sessions: they met, for so many minutes."""

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    held_at: datetime
    minutes: int
