"""What is assigned to whom and by when, and how the days for it come."""

from datetime import datetime

from shared.durations import day_of, later, midnight
from shared.messages import Command, Event

from ...commands import training as ask
from ...events import training as told
from ...policies.asking import policy_of
from ...policies.document import Document
from ...policies.trainings import Learning, asked_items, asked_of


def open_(command: ask.OpenTraining, learning: Learning) -> list[Event]:
    rules = policy_of(command)
    tree = asked_of(command.role, command.age_band, rules)
    if learning.role is not None or (tree is None and command.role == "mentor"):
        return []
    items = asked_items(tree, rules)
    assigned = told.TrainingAssigned.following(
        command,
        items=items,
        due_on=soonest(command, rules, [rules.training.known[one].due for one in items]),
        remind_at=soonest(
            command, rules, [rules.training.known[one].remind_after for one in items]
        ),
    )
    return [assigned]


def soonest(command: Command, rules: Document, lengths: list[str | None]) -> datetime | None:
    """The first local midnight of the days so much later; None where no item has such a day."""
    zone = rules.policy.time_zone
    ends = [later(command.asked.at, length, zone, rules.holidays) for length in lengths if length]
    return min((midnight(day_of(end, zone), zone) for end in ends), default=None)


def change_path(command: ask.ChangeTrainingPath, learning: Learning) -> list[Event]:
    same = learning.role is None or learning.complete or learning.age_band == command.age_band
    return [] if same else [told.TrainingPathChanged.following(command)]


def remind(command: ask.RemindOfTraining, learning: Learning) -> list[Event]:
    if learning.reminded or learning.due_on is None or not timed_items_open(command, learning):
        return []
    return [told.TrainingDueSoon.following(command, due_on=learning.due_on)]


def mark_overdue(command: ask.MarkTrainingOverdue, learning: Learning) -> list[Event]:
    if learning.overdue or learning.due_on is None or not timed_items_open(command, learning):
        return []
    return [told.TrainingOverdue.following(command, due_on=learning.due_on)]


def timed_items_open(command: Command, learning: Learning) -> bool:
    rules = policy_of(command)
    asked = asked_items(asked_of(learning.role, learning.age_band, rules), rules)
    timed = [name for name in asked if rules.training.known[name].due]
    return not learning.complete and any(name not in learning.parts for name in timed)
