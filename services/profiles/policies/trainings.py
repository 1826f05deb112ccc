"""What is known about one participant's training, and when an item or the whole is satisfied."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ..commands.training import (
    AcknowledgeHandbook,
    CompleteModule,
    SaveTrainingProgress,
    ScheduleWorkshop,
)
from .ages import MINOR
from .asking import policy_of
from .checking_training import tree_of
from .document import Document, Item, Module
from .expressions import By, leaves, satisfied_by
from .pilots import within_the_pilot
from .places import places_allowed

WORKSHOPS = ("workshop", "skill_builder")


@dataclass(frozen=True)
class Attended:
    """Minutes at one workshop of one item."""

    item: str
    minutes: int
    on: date


@dataclass(frozen=True)
class Learning:
    """Facts are kept whether or not training was assigned yet; `role` is None until then."""

    participant_id: UUID | None = None
    person_id: UUID | None = None
    role: str | None = None
    age_band: str | None = None
    due_on: datetime | None = None
    percent: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    modules: Mapping[str, date] = field(default_factory=dict)
    attended: Mapping[UUID, Attended] = field(default_factory=dict)
    inducted_on: date | None = None
    acknowledged: Mapping[str, date] = field(default_factory=dict)
    parts: Mapping[str, date] = field(default_factory=dict)
    complete: bool = False
    reminded: bool = False
    overdue: bool = False


def asked_of(role: str | None, band: str | None, rules: Document) -> Any:
    """The expression a participant has to satisfy; None where nothing is asked."""
    if role == "mentor":
        return rules.training.mentor
    return rules.training.mentee.minor if band == MINOR else rules.training.mentee.adult


def asked_items(tree: Any, rules: Document) -> tuple[str, ...]:
    """The items an expression asks for, paths walked through, each once."""
    known, found = rules.training.known, dict[str, None]()
    for leaf in leaves(tree):
        item = known[leaf]
        inner = asked_items(tree_of(item), rules) if item.kind == "path" else (leaf,)
        found.update(dict.fromkeys(inner))
    return tuple(found)


def done_on(name: str, item: Item, learning: Learning) -> date | None:
    """The day an item was satisfied, or None."""
    if item.kind == "modules":
        days = [learning.modules.get(module.id) for module in item.modules]
        return None if None in days else max(day for day in days if day)
    if item.kind in WORKSHOPS:
        needed = item.minutes if item.min_attendance is None else item.min_attendance
        visits = [one for one in learning.attended.values() if one.item == name]
        return min((one.on for one in visits if one.minutes >= needed), default=None)
    if item.kind == "handbook":
        return learning.acknowledged.get(name)
    return learning.inducted_on


def satisfied(tree: Any, learning: Learning, rules: Document) -> By | None:
    """The items that satisfy the expression, or None."""
    known = rules.training.known

    def holds(leaf: str) -> By | None:
        item = known[leaf]
        if item.kind == "path":
            return satisfied_by(tree_of(item), holds)
        return None if done_on(leaf, item, learning) is None else (leaf,)

    return satisfied_by(tree, holds)


def module_named(name: str, rules: Document) -> Module | None:
    every = (module for item in rules.training.known.values() for module in item.modules)
    return next((module for module in every if module.id == name), None)


def module_known(command: SaveTrainingProgress | CompleteModule, _: Learning) -> str | None:
    found = module_named(command.module, policy_of(command))
    return None if found else "The programme has no such module."


def handbook_known(command: AcknowledgeHandbook, _: Learning) -> str | None:
    item = policy_of(command).training.known.get(command.item)
    fits = item is not None and item.kind == "handbook"
    return None if fits else "The programme has no such handbook."


def own_word(command: AcknowledgeHandbook, learning: Learning) -> str | None:
    item = policy_of(command).training.known[command.item]
    own = command.asked.by.id in {str(learning.participant_id), str(learning.person_id)}
    if own is item.self_certified:
        return None
    return "Nobody else can say so." if item.self_certified else "Somebody else has to say so."


def workshop_item(command: ScheduleWorkshop, _: object) -> str | None:
    item = policy_of(command).training.known.get(command.item)
    fits = item is not None and item.kind in WORKSHOPS
    return None if fits else "The programme has no such workshop."


def unusual(item: Item, seconds: int) -> bool:
    """Whether the time spent lies outside what is expected; unknown time is not unusual."""
    if not item.minutes_expected or not seconds:
        return False
    least, most = item.minutes_expected
    return not least * 60 <= seconds <= most * 60


progress_rules = (module_known,)
handbook_rules = (handbook_known, own_word)
scheduling_rules = (workshop_item, places_allowed, within_the_pilot)
