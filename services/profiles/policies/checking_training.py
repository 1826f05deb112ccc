"""What the compiler checks about training: items exist, no circles, safeguarding for minors."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from shared.durations import later

from .checking_people import minors_allowed
from .document import Document, Item, Training
from .expressions import By, leaves, satisfied_by
from .problems import Problem

SOME_DAY = datetime(2026, 1, 5, tzinfo=UTC)


def trees(training: Training) -> Iterator[tuple[str, Any]]:
    """Every expression with its place."""
    yield "training.mentor", training.mentor
    yield "training.mentee.minor", training.mentee.minor
    yield "training.mentee.adult", training.mentee.adult
    for name, item in training.known.items():
        if item.kind == "path":
            yield f"training.items.{name}", tree_of(item)


def tree_of(item: Item) -> Any:
    """The expression a path stands for."""
    return {"all_of": item.all_of} if item.any_of is None else {"any_of": item.any_of}


def items_are_defined(rules: Document) -> Iterator[Problem]:
    for where, tree in trees(rules.training):
        for leaf in leaves(tree):
            if leaf not in list(rules.training.items):
                yield Problem(where, "undefined-item", f"{leaf} is no item of training.items")


def paths_end(rules: Document) -> Iterator[Problem]:
    known = rules.training.known
    for name, item in known.items():
        if item.kind == "path" and reaches(name, name, known, set()):
            yield Problem(f"training.items.{name}", "training-cycle", "the path leads to itself")


def reaches(goal: str, start: str, known: dict[str, Item], seen: set[str]) -> bool:
    item = known.get(start)
    if item is None or item.kind != "path" or start in seen:
        return False
    steps = [leaf for leaf in leaves(tree_of(item)) if isinstance(leaf, str)]
    return any(step == goal or reaches(goal, step, known, seen | {start}) for step in steps)


def minors_are_safe_with_mentors(rules: Document) -> Iterator[Problem]:
    """No way through the mentors' training may go round the safeguarding module."""
    if not minors_allowed(rules) or [*items_are_defined(rules), *paths_end(rules)]:
        return
    known = rules.training.known

    def harmless(leaf: Any) -> By | None:
        item = known[leaf]
        if item.kind == "path":
            return satisfied_by(tree_of(item), harmless)
        teaches = any(module.id in rules.training.safeguarding for module in item.modules)
        return None if teaches else (leaf,)

    if satisfied_by(rules.training.mentor, harmless) is not None:
        why = "a mentor of minors could be trained without any safeguarding module"
        yield Problem("training.mentor", "minors-without-safeguarding-module", why)


def somebody_assigns(rules: Document) -> Iterator[Problem]:
    if rules.training.mentor is not None and not rules.training.assigned_by:
        yield Problem("training.assigned_by", "training-without-assigner", "nobody could assign it")


def items_can_be_done(rules: Document) -> Iterator[Problem]:
    for name, item in rules.training.known.items():
        where = f"training.items.{name}"
        if item.kind == "modules" and not item.modules:
            yield Problem(where, "empty-item", "an item of modules has at least one module")
        if item.kind == "handbook" and not item.acknowledge:
            why = "nobody would ever have read it"
            yield Problem(f"{where}.acknowledge", "handbook-without-acknowledgement", why)
        if (item.min_attendance or 0) > item.minutes:
            yield Problem(where, "min-over-max", "asks for more than the workshop lasts")
        if item.remind_after and item.due and not reminded_in_time(item.remind_after, item.due):
            yield Problem(where, "reminder-after-due", "the reminder comes before the due day")


def reminded_in_time(remind_after: str, due: str) -> bool:
    return later(SOME_DAY, remind_after) < later(SOME_DAY, due)


def tiers_are_ranks(rules: Document) -> Iterator[Problem]:
    """Each its own number, written in their order, and nobody in two of them by one basis."""
    where, tiers = "training.priority", rules.training.priority
    if any(after.tier <= before.tier for before, after in pairwise(tiers)):
        yield Problem(where, "tiers-out-of-order", "write 1, 2, 3 …, each of them once")
    for place, tier in enumerate(tiers):
        if not tier.basis:
            yield Problem(f"{where}.{place}.basis", "tier-without-basis", "who is of this tier?")
    every = Counter(basis for tier in tiers for basis in set(tier.basis))
    if twice := sorted(basis for basis, times in every.items() if times > 1):
        yield Problem(where, "basis-in-two-tiers", f"{', '.join(twice)}: of which tier?")


TRAINING_CHECKS = (
    items_are_defined,
    paths_end,
    minors_are_safe_with_mentors,
    somebody_assigns,
    items_can_be_done,
    tiers_are_ranks,
)
