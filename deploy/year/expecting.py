"""What a scenario says has to be found at its end: its particulars, as data and not as code.

Each entry of `expect` says its sentence and one of these:
`event` with `where`: so many such events (`count`, or `at_least`, which is 1 unless said);
`refused` with `in`: so many refusals by that rule or code in that service;
`first` and `then`: the first such event of the one kind came before the first of the other.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from deploy.year.evidence import Year
from shared.assembling import room_of
from shared.desk import as_json
from shared.envelope import Envelope
from shared.messages import Json

FORMS = (
    {"says", "event", "where", "count", "at_least"},
    {"says", "refused", "in", "count", "at_least"},
    {"says", "first", "then"},
)
NEEDED = ({"event"}, {"refused", "in"}, {"first", "then"})


def expected(year: Year) -> Iterator[tuple[str, list[str]]]:
    """Each expectation as its sentence, with everything that speaks against it."""
    for entry in year.scenario.document.get("expect", ()):
        yield str(entry.get("says", entry)), list(against(year, entry))


def against(year: Year, entry: Json) -> Iterator[str]:
    try:
        yield from read(year, entry)
    except Unreadable as why:
        yield f"this cannot be looked for: {why}"


class Unreadable(Exception):
    """An expectation that could never fail, or never hold, as it is written."""


def read(year: Year, entry: Json) -> Iterator[str]:
    form = next((place for place, needed in enumerate(NEEDED) if needed <= set(entry)), None)
    if form is None or not set(entry) <= FORMS[form] or {"count", "at_least"} <= set(entry):
        raise Unreadable(f"it says {', '.join(sorted(entry))}")
    if form == 0:
        yield from counted(entry, len(found(year, entry)))
    elif form == 1:
        yield from counted(entry, len(refusals(year, str(entry["refused"]), str(entry["in"]))))
    else:
        yield from ordered(found(year, entry["first"]), found(year, entry["then"]))


def counted(entry: Json, times: int) -> Iterator[str]:
    if "count" in entry:
        if times != entry["count"]:
            yield f"{entry['count']} expected, {times} found"
    elif times < entry.get("at_least", 1):
        yield f"at least {entry.get('at_least', 1)} expected, {times} found"


def ordered(first: list[Envelope[Any]], then: list[Envelope[Any]]) -> Iterator[str]:
    if not first or not then:
        yield f"there is no {'first' if not first else 'then'} to compare"
    elif not before(first[0], then[0]):
        yield f"the first came at {first[0].occurred_at}, the other at {then[0].occurred_at}"


def before(one: Envelope[Any], other: Envelope[Any]) -> bool:
    """By business time; of one instant, in one log, by its order. Between logs such a tie holds."""
    if one.occurred_at != other.occurred_at or one.source != other.source:
        return one.occurred_at <= other.occurred_at
    return (one.position or 0) < (other.position or 0)


def found(year: Year, wanted: Json) -> list[Envelope[Any]]:
    """The events of that type with these values, in the order of business time."""
    service, _, name = str(wanted.get("event")).partition(".")
    kind = room_of(service).records.get(name) if service in year.told else None
    if kind is None:
        raise Unreadable(f"nothing is called {wanted.get('event')}")
    where = wanted.get("where", {})
    if unknown := sorted(set(where) - set(kind.codecs)):
        raise Unreadable(f"{name} has no {', '.join(unknown)}")
    values = {field: year.scenario.language.value(one, {}) for field, one in where.items()}
    told = [one for one in year.told[service] if type(one.data).__name__ == name]
    return sorted((one for one in told if has(one, values)), key=lambda one: one.occurred_at)


def has(one: Envelope[Any], values: Mapping[str, Any]) -> bool:
    return all(same(getattr(one.data, field), value) for field, value in values.items())


def same(given: Any, wanted: Any) -> bool:
    """Whether a field says that; a list also where that is one of its members."""
    match given:
        case tuple() | list() if not isinstance(wanted, list):
            return any(same(one, wanted) for one in given)
        case tuple() | list():
            alike = len(given) == len(wanted)
            return alike and all(same(one, two) for one, two in zip(given, wanted, strict=False))
        case datetime() if isinstance(wanted, str):
            return given == instant_of(wanted)
        case _:
            return bool(as_json(given) == wanted)


def instant_of(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"{text} is no instant") from None
    if found.tzinfo is None:
        raise Unreadable(f"{text} has no time zone; write {{instant: {{at: …}}}}")
    return found


def refusals(year: Year, rule: str, service: str) -> list[Envelope[Any]]:
    """Refusals by that rule or code; both are written with either kind of dash."""
    if service not in year.told:
        raise Unreadable(f"no service is called {service}")
    wanted = rule.replace("-", "_")
    told = [one for one in year.told[service] if type(one.data).__name__ == "CommandRefused"]
    names = [(one, {one.data.code, one.data.rule_id or ""}) for one in told]
    return [one for one, said in names if wanted in {name.replace("-", "_") for name in said}]
