"""Asked about what the pair works on."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command

from ..events.codes import Code, Label, Role, Text


class AssignTask(Command):
    """Set a task; without `due_on` it is due at the next session (1MM-094)."""

    relationship_id: UUID
    task_id: UUID
    text: Text
    due_on: date | None = None


class CompleteTask(Command):
    """The task is done."""

    relationship_id: UUID
    task_id: UUID


class AmendTask(Command):
    """Make it another task, for instance because the plan was unrealistic (1MM-095)."""

    relationship_id: UUID
    task_id: UUID
    text: Text
    reason_code: Literal["redirected", "clarified", "postponed"]
    due_on: date | None = None


class DropTask(Command):
    """Do without it."""

    relationship_id: UUID
    task_id: UUID
    reason_code: Code = "other"


class SetGoal(Command):
    """Agree where to get to, in at least one step (1MM-093), or with the way still unknown where
    the policy says so (JOH-09). Refused: goal-has-steps.
    """

    relationship_id: UUID
    goal_id: UUID
    text: Text
    steps: tuple[Text, ...] = ()


class SuggestRoute(Command):
    """Suggest a way to a goal; the mentor's to do (JOH-09). Refused: mentor-suggests."""

    relationship_id: UUID
    goal_id: UUID
    route_id: UUID
    text: Text


class AchieveGoal(Command):
    """They got there."""

    relationship_id: UUID
    goal_id: UUID


class IdentifyDevelopmentArea(Command):
    """Name something to work on, from the policy's list (1MM-091)."""

    relationship_id: UUID
    code: Code


class NoteStrength(Command):
    """Note a strength, for the mentee to read if shared (1MM-092)."""

    relationship_id: UUID
    strength_id: UUID
    text: Text
    shared_with_mentee: bool = False


class RecordAchievement(Command):
    """Record something that went well, to be celebrated (JOH-31)."""

    relationship_id: UUID
    achievement_id: UUID
    text: Text


class ExpressThanks(Command):
    """Say thank you, with words or without; nobody has to, and nobody for the other (JOH-38)."""

    relationship_id: UUID
    thanks_id: UUID
    by_role: Role = "mentee"
    text: Annotated[str, Length(max=2000)] = ""


class SignpostResource(Command):
    """Point to another source of help, by the code it has among the resources (JOH-40)."""

    relationship_id: UUID
    resource: Label
