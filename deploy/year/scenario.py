"""A scenario: what people did and when, as data; steps become commands with ids and instants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from deploy.year.driver import Ask
from deploy.year.language import Language, Names
from deploy.year.looking import NOTHING_SAID, Look

Step = Mapping[str, Any]


@dataclass(frozen=True)
class Batch:
    """What one step asks on one day, all at once or in turn; a file to import, or looks."""

    at: datetime
    place: int
    title: str
    programme: str
    asks: tuple[Ask, ...] = ()
    looks: tuple[Look, ...] = ()
    file: Path | None = None
    by: str = ""
    in_turn: bool = False
    waits: bool = True


@dataclass(frozen=True)
class Scenario:
    """A document and where it lies."""

    path: Path
    document: Step

    @property
    def programme(self) -> str:
        return str(self.document["programme"])

    @cached_property
    def language(self) -> Language:
        zone = self.document.get("zone", "Europe/London")
        return Language(self.programme, zone, self.path.parent)

    @property
    def until(self) -> datetime:
        """When the year is over and its last timers have come due."""
        return self.language.local(str(self.document["until"]))

    def batches(self) -> list[Batch]:
        """Every batch of the year in the order it happens."""
        steps = enumerate(self.document["steps"])
        found = [batch for place, step in steps for batch in self.batches_of(place, step)]
        return sorted(found, key=lambda one: (one.at, one.place))

    def batches_of(self, place: int, step: Step) -> Iterator[Batch]:
        title = title_of(step)
        if "import" in step:
            at, by = self.language.instant(step, {}), self.language.text(step["by"], {})
            file = self.path.parent / step["import"]
            yield Batch(at, place, title, self.programme, file=file, by=by)
            return
        if "look" in step:
            for names in self.loops(step):
                look = self.look(step, names)
                yield Batch(look.at, place, title, self.programme, looks=(look,))
            return
        by_day: dict[date, list[Ask]] = {}
        for names in self.loops(step):
            ask = self.ask(place, step, names)
            by_day.setdefault(ask.at.date(), []).append(ask)
        for asks in by_day.values():
            yield Batch(
                max(one.at for one in asks),
                place,
                title,
                self.programme,
                tuple(asks),
                in_turn=step.get("in_turn", False),
                waits=step.get("waits", "refused" not in step),
            )

    def look(self, step: Step, names: Names) -> Look:
        service, _, question = str(step["look"]).partition(".")
        shows = step.get("shows", NOTHING_SAID)
        return Look(
            service=service,
            question=question,
            given=self.language.value(step.get("with", {}), names),
            at=self.language.instant(step, names),
            title=title_of(step),
            programme=self.programme,
            shows=shows if shows is NOTHING_SAID else self.language.value(shows, names),
            refused=step.get("refused"),
            again=step.get("again", False),
        )

    def loops(self, step: Step) -> Iterator[Names]:
        """The names in force for each repetition of a step."""
        for names in self.nested(list(step.get("for", {}).items()), {}):
            if self.holds(step.get("where", {}), names) and not self.among(step, names):
                yield names

    def holds(self, conditions: Mapping[str, Any], names: Names) -> bool:
        return all(
            self.language.text(key, names) in listed(wanted, self.language, names)
            for key, wanted in conditions.items()
        )

    def among(self, step: Step, names: Names) -> bool:
        """Whether this repetition is one of those left out by `unless`."""
        return any(
            self.language.text(key, names) in map(str, left_out)
            for key, left_out in step.get("unless", {}).items()
        )

    def nested(self, loops: list[tuple[str, Any]], names: Names) -> Iterator[Names]:
        if not loops:
            yield names
            return
        (name, over), *rest = loops
        for one in self.members(over, names):
            yield from self.nested(rest, {**names, name: one})

    def members(self, over: Any, names: Names) -> list[Any]:
        """A group by name, a list, or whole numbers written `1..12`."""
        if isinstance(over, list):
            return [named(one) for one in over]
        text = self.language.text(over, names)
        if ".." in text:
            return list(whole(text))
        return [named(one) for one in self.document["groups"][text]]

    def ask(self, place: int, step: Step, names: Names) -> Ask:
        service, _, command = str(step["ask"]).partition(".")
        at = self.language.instant(step, names)
        inside = None if step.get("outside") else self.programme
        turn = "/".join(str(getattr(one, "ref", one)) for one in names.values())
        return Ask(
            service=service,
            command=command,
            data=self.language.value(step.get("with", {}), names),
            by=self.language.text(step["by"], names),
            at=at,
            id=uuid5(NAMESPACE_URL, f"{self.programme}/{step.get('name', place)}/{turn}"),
            programme=inside,
            refused=step.get("refused"),
        )


@dataclass(frozen=True)
class SideBySide:
    """Several programmes in one installation: what people did in each, in the order of time."""

    scenarios: tuple[Scenario, ...]

    @property
    def until(self) -> datetime:
        return max(one.until for one in self.scenarios)

    def batches(self) -> list[Batch]:
        """Of one instant, those of the programme named first come first."""
        found = [batch for one in self.scenarios for batch in one.batches()]
        return sorted(found, key=lambda one: one.at)


def title_of(step: Step) -> str:
    return str(next(step[name] for name in ("title", "ask", "import", "look") if step.get(name)))


def named(one: Any) -> Any:
    return SimpleNamespace(**one) if isinstance(one, dict) else one


def whole(text: str) -> range:
    first, _, last = text.partition("..")
    return range(int(first), int(last) + 1)


def listed(wanted: Any, language: Language, names: Names) -> list[str]:
    """The texts that are wanted: a list, one, or whole numbers written `1..12`."""
    if isinstance(wanted, list):
        return [str(one) for one in wanted]
    text = language.text(wanted, names)
    return [str(one) for one in whole(text)] if ".." in text else [text]


def read(path: Path) -> Scenario:
    """The scenario in that file; ValueError says where it cannot be read."""
    try:
        return Scenario(path, yaml.safe_load(path.read_text()))
    except yaml.YAMLError as no:
        raise ValueError(f"{path} is no YAML: {no}") from no
