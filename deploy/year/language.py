"""How a scenario is written: names in braces, ids as `@kind:ref`, local times, repeated steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from deploy.year.naming import id_named
from shared.durations import SATURDAY, add_months, later, parse

Names = dict[str, Any]
ID = re.compile(r"@([a-z_]+):([A-Za-z0-9_/-]+)")


@dataclass(frozen=True)
class Language:
    """Reads what stands in a step of one programme, in its time zone; files lie in `folder`."""

    programme: str
    zone: str
    folder: Path

    def text(self, written: Any, names: Names) -> str:
        """Names filled in and ids put in place, also within a text (`mentor:@mentor:M01`)."""
        text = str(written).format(**names) if isinstance(written, str) else str(written)
        return ID.sub(lambda found: str(id_named(self.programme, *found.groups())), text)

    def instant(self, step: Mapping[str, Any], names: Names) -> datetime:
        """When a step happens: `at`, moved on by `every` a turn, then by `after` or `before`.

        What was moved on falls on a weekday: nobody meets on a Saturday.
        """
        at = self.local(self.text(step["at"], names))
        if "every" in step:
            at = on_weekday(repeated(at, str(step["every"]), turn_of(names)))
        if "before" in step:
            at -= timedelta(parse(step["before"]).days)
        return at if "after" not in step else later(at, step["after"], self.zone)

    def local(self, text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(self.zone))

    def value(self, written: Any, names: Names) -> Any:  # noqa: PLR0911 -- a table of kinds
        """Data: `{file: …}`, `{instant: {at: …}}` and `{whole: …}` stand for values.

        `{file: …, but: {…}}` is the document with these entries in the place of its own.
        """
        match written:
            case {"file": name, "but": changes}:
                return changed(loaded(self.folder / self.text(name, names)), plain(changes))
            case {"file": name}:
                return loaded(self.folder / self.text(name, names))
            case {"instant": step}:
                return self.instant(step, names).isoformat()
            case {"whole": text}:
                return int(self.text(text, names))
            case dict():
                return {key: self.value(inner, names) for key, inner in written.items()}
            case list():
                return [self.value(inner, names) for inner in written]
            case str():
                return self.text(written, names)
            case _:
                return plain(written)


def turn_of(names: Names) -> int:
    """How often the innermost numbered loop has been round before."""
    return next((one - 1 for one in reversed(names.values()) if isinstance(one, int)), 0)


def repeated(at: datetime, every: str, turn: int) -> datetime:
    step = parse(every)
    day = add_months(at.date(), turn * step.months) + timedelta(turn * step.days)
    return datetime.combine(day, at.timetz())


def on_weekday(at: datetime) -> datetime:
    while at.weekday() >= SATURDAY:
        at += timedelta(1)
    return at


def loaded(path: Path) -> Any:
    """A document as JSON values."""
    return plain(yaml.safe_load(path.read_text()))


def changed(document: Any, changes: Any) -> Any:
    """Mappings are changed within; anything else is replaced."""
    if not (isinstance(document, dict) and isinstance(changes, dict)):
        return changes
    within = {key: changed(document.get(key), one) for key, one in changes.items()}
    return {**document, **within}


def plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value
