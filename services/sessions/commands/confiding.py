"""Asked about what stays between the two, and about work that is no session."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Range

from shared.messages import Command

from ..events.codes import Code, Role


class ReadSessionNotes(Command):
    """Ask to be shown a pair's session notes: every reading is recorded first (JOH-26, ASME-43).

    Refused: notes-are-the-pairs.
    """

    relationship_id: UUID


class RecordEffort(Command):
    """Record work for the pair that is no session: preparing, travelling, writing a reference.

    It counts neither as a session nor as a sign of life.
    """

    relationship_id: UUID
    effort_id: UUID
    by_role: Role
    kind: Code
    minutes: Annotated[int, Range(min=1, max=1440)]
    spent_on: date


class CompleteAdvice(Command):
    """Say that somebody gave the advice that a low answer had called for."""

    relationship_id: UUID
    by_role: Role
    outcome: Literal["advised", "met_with_both", "no_longer_needed"]
