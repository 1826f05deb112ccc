"""Asked about support: fit check, check-ins, and what timers ask."""

from datetime import datetime
from uuid import UUID

from shared.messages import Command, Consequence

from ..events.codes import Role, Verdict


class CompleteFitCheck(Command):
    """Answer whether the two suit each other; refused before it is due (1MM-082)."""

    relationship_id: UUID
    by_role: Role
    verdict: Verdict


class CompleteCheckIn(Command):
    """The mentor's check-in took place.

    Refused before it is due, welcome after it was missed (1MM-084).
    """

    relationship_id: UUID
    ordinal: int
    note: str = ""


class CallCheckIn(Consequence):
    """Asked by a timer: this check-in is due."""

    relationship_id: UUID
    ordinal: int


class MissCheckIn(Consequence):
    """Asked by a timer: nobody answered in time."""

    relationship_id: UUID
    ordinal: int


class NoteOverdue(Consequence):
    """Asked by a timer: no session since then, unless one was held meanwhile."""

    relationship_id: UUID
    last_held_at: datetime | None = None


class BreachLeadTime(Consequence):
    """Asked by a timer: the weeks promised are over."""

    relationship_id: UUID


class NoteTermEnding(Consequence):
    """Asked by a timer: the longest term is nearly over."""

    relationship_id: UUID
