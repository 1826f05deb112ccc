"""What stays between the two, who read it, and work for the pair that is no session."""

from datetime import date
from uuid import UUID

from shared.messages import Event

from .codes import Code, Role


class SessionNotesRead(Event):
    """The notes of a pair were shown to somebody; recorded before they were (JOH-26)."""

    relationship_id: UUID
    reader: str


class EffortRecorded(Event):
    """Work for the pair apart from sessions: it adds to no session's minutes."""

    relationship_id: UUID
    effort_id: UUID
    by_role: Role
    kind: Code
    minutes: int
    spent_on: date


class AdviceNeeded(Event):
    """One of the two is unsure or finds that it does not work: the office has something to do."""

    relationship_id: UUID
    by_role: Role
    verdict: str
    resource: str


class AdviceGiven(Event):
    """Somebody saw to it."""

    relationship_id: UUID
    by_role: Role
    outcome: Code
