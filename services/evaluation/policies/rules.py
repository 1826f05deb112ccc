"""The named rules: each gives a reason to refuse, or None."""

from collections.abc import Callable
from typing import Any

from shared.messages import Command

from ..commands import FreezeCohort, PublishInstrument, RecordNps
from .asked_for import instrument_id, rules_of

Rule = Callable[[Any, Any], str | None]


def instrument_id_follows_its_name(ask: PublishInstrument, _: object) -> str | None:
    expected = instrument_id(ask.name)
    return None if ask.instrument_id == expected else f"The id of {ask.name} is {expected}."


def licensed_names_its_licence(ask: PublishInstrument, _: object) -> str | None:
    if ask.licensed and not ask.licence_ref:
        return "A licensed instrument needs the reference of the licence it is used under."
    return None


def items_are_told_apart(ask: PublishInstrument, _: object) -> str | None:
    names = [item.id for item in ask.items]
    if not names:
        return "An instrument asks something."
    return None if len(names) == len(set(names)) else "Two items have the same id."


def thresholds_lie_within_the_scale(ask: PublishInstrument, _: object) -> str | None:
    for item in ask.items:
        if not item.scale_from < item.positive_from <= item.scale_to:
            return f"On the scale of {item.id} either every answer would be positive or none."
    return None


def themes_are_the_programmes(ask: PublishInstrument, _: object) -> str | None:
    themes = rules_of(ask.asked.rules_now).evaluation.themes
    strange = sorted({item.theme for item in ask.items} - set(themes)) if themes else []
    return f"Not a theme of this programme: {', '.join(strange)}." if strange else None


publishing_rules: tuple[Rule, ...] = (
    instrument_id_follows_its_name,
    licensed_names_its_licence,
    items_are_told_apart,
    thresholds_lie_within_the_scale,
    themes_are_the_programmes,
)


def answers_are_ones_own(ask: Command, response: Any) -> str | None:
    by = ask.asked.by
    if by.role in {"mentor", "mentee"} and by.id not in {
        str(response.participant_id),
        str(response.person_id),
    }:
        return "Only the person who was asked can answer."
    return None


answering_rules: tuple[Rule, ...] = (answers_are_ones_own,)


def nps_is_asked(ask: RecordNps, _: object) -> str | None:
    asked = rules_of(ask.asked.rules_now).evaluation.nps
    return None if asked else "This programme does not ask whether people would recommend it."


voice_rules: tuple[Rule, ...] = (nps_is_asked,)


def window_runs_forwards(ask: FreezeCohort, _: object) -> str | None:
    if ask.window_from and ask.window_to and ask.window_to < ask.window_from:
        return "The window ends before it begins."
    return None


cohort_rules: tuple[Rule, ...] = (window_runs_forwards,)
