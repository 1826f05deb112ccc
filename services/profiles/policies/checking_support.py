"""What the compiler checks about what a programme gives its people, and about pilots."""

from collections.abc import Iterator
from typing import Any

from shared.messages import Json

from .checking_training import trees
from .document import Document
from .document.lasting import Resources
from .problems import Problem, shape


def resources_shape(document: Json) -> Iterator[Problem]:
    """Yes, no, or a mapping of what is asked of them."""
    support = document.get("support")
    if not isinstance(support, dict):
        return
    where, resources = "support.resources", support.get("resources", False)
    if isinstance(resources, dict):
        yield from shape(Resources, resources, where)
    elif resources is not None and not isinstance(resources, bool):
        yield Problem(where, "bad-value", "write true, false or a mapping")


def topics_are_among_the_topics(rules: Document) -> Iterator[Problem]:
    library = rules.support.library
    if library is None or not library.topics:
        return
    asked = {*library.required_topics, *library.first_session}
    if strange := sorted(asked - {*library.topics}):
        why = f"{', '.join(strange)}: not among the topics"
        yield Problem("support.resources.topics", "undefined-topic", why)


def skill_builders_are_voluntary(rules: Document) -> Iterator[Problem]:
    known = {name for name, item in rules.training.known.items() if item.kind == "skill_builder"}
    for where, tree in trees(rules.training):
        if asked := sorted(known & {*compulsory(tree)}):
            yield Problem(where, "voluntary-item-asked", f"nobody has to come to {asked[0]}")
    if known and not rules.support.skill_builders:
        why = f"{', '.join(sorted(known))}: the programme has no skill builders"
        yield Problem("support.skill_builders", "skill-builders-off", why)


def compulsory(tree: Any) -> Iterator[str]:
    """The leaves that are asked for, those of `optional` left out."""
    match tree:
        case {"all_of": [*parts]} | {"any_of": [*parts]}:
            for part in parts:
                yield from compulsory(part)
        case str():
            yield tree


def a_pilot_has_a_first_window(rules: Document) -> Iterator[Problem]:
    if rules.pilot.decision and rules.training.first_window is None:
        why = "which workshops are there before the pilot is decided on?"
        yield Problem("training.first_window", "pilot-without-window", why)


SUPPORT_CHECKS = (
    topics_are_among_the_topics,
    skill_builders_are_voluntary,
    a_pilot_has_a_first_window,
)
