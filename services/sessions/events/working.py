"""What the pair works on: preparation, agenda, tasks, goals, areas and strengths."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Personal
from shared.messages import Event

from .codes import Code, Label, Role, Sealed, SealedList


class PreparationRecorded(Event):
    """The mentor prepared questions; they are the mentor's own unless shared (1MM-055)."""

    relationship_id: UUID
    session_id: UUID
    mentor_person_id: UUID
    question_count: int
    questions: Annotated[tuple[str, ...], Personal(of="mentor_person_id")]
    shared_with_mentee: bool = False


class AgendaProposed(Event):
    """What the next session is to be about (1MM-096)."""

    relationship_id: UUID
    session_id: UUID
    by_role: Role
    topics: tuple[str, ...]


class TaskAssigned(Event):
    """Something to do.

    Without `due_on` it is due at the next session, whenever that is (1MM-094).
    """

    relationship_id: UUID
    task_id: UUID
    mentee_person_id: UUID
    text: Sealed
    assigned_at: datetime
    due_on: date | None = None


class TaskAmended(Event):
    """The task is now another; what it was stays in the log (1MM-095)."""

    relationship_id: UUID
    task_id: UUID
    mentee_person_id: UUID
    text: Sealed
    reason_code: Code
    due_on: date | None = None


class TaskCompleted(Event):
    """Done."""

    relationship_id: UUID
    task_id: UUID


class TaskDropped(Event):
    """Not to be done after all."""

    relationship_id: UUID
    task_id: UUID
    reason_code: Code


class GoalSet(Event):
    """Where they want to get to, in steps (1MM-093), or with the way still unknown (JOH-09)."""

    relationship_id: UUID
    goal_id: UUID
    mentee_person_id: UUID
    text: Sealed
    steps: SealedList
    step_count: int


class RouteSuggested(Event):
    """The mentor suggests a way to the goal (JOH-09)."""

    relationship_id: UUID
    goal_id: UUID
    route_id: UUID
    mentee_person_id: UUID
    text: Sealed


class GoalAchieved(Event):
    """They got there."""

    relationship_id: UUID
    goal_id: UUID


class DevelopmentAreaIdentified(Event):
    """Something to work on, from the policy's list (1MM-091)."""

    relationship_id: UUID
    code: Code


class StrengthNoted(Event):
    """A strength of the mentee's that the mentor noticed; theirs to read where shared (1MM-092)."""

    relationship_id: UUID
    strength_id: UUID
    mentee_person_id: UUID
    text: Sealed
    shared_with_mentee: bool = False


class AchievementRecorded(Event):
    """Something went well (JOH-31)."""

    relationship_id: UUID
    achievement_id: UUID
    mentee_person_id: UUID
    text: Sealed


class ThanksExpressed(Event):
    """One of the two said thank you; the words are their own (JOH-38)."""

    relationship_id: UUID
    thanks_id: UUID
    by_role: Role
    by_person_id: UUID
    text: Annotated[str, Personal(of="by_person_id")] = ""


class SignpostedTo(Event):
    """One pointed the other to another source of help (JOH-40)."""

    relationship_id: UUID
    resource: Label
