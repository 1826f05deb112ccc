"""Any message, drawn from its declaration: every field filled with something that passes."""

import typing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from uuid import UUID

import orjson
import yaml
from hypothesis import strategies as st
from marshmallow import ValidationError
from marshmallow.validate import Length, OneOf, Range, Regexp, Validator

from shared.asked import Actor, Asked, Rules

PROGRAMME = Path("deploy/programmes/1mm-ncs.yaml")
DOCUMENT = orjson.loads(orjson.dumps(yaml.safe_load(PROGRAMME.read_text(encoding="utf-8"))))
RULES = Rules(DOCUMENT["programme"]["id"], DOCUMENT["policy"]["version"], DOCUMENT)
SUBJECT = UUID(int=1)
IDS = st.sampled_from([SUBJECT, UUID(int=2), UUID(int=3)])
NOON = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


def words_in(document):
    """Every short word of a policy, key or value: what commands about it are likely to say."""
    match document:
        case dict():
            for name, inner in document.items():
                yield str(name)
                yield from words_in(inner)
        case list():
            for inner in document:
                yield from words_in(inner)
        case str() if len(document) <= 40:
            yield document


WORDS = sorted({*words_in(DOCUMENT), "minor", "adult", "mentor", "mentee", "P14D", "-", ""})
TEXTS = st.sampled_from(WORDS) | st.text(max_size=8).filter(lambda text: "\0" not in text)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(2008, 2, 29), date(2028, 2, 29), date(2026, 3, 29), date(2026, 10, 25)]
)
MOMENTS = st.builds(
    lambda hours, seconds: NOON + timedelta(hours=hours, seconds=seconds),
    st.integers(-24 * 400, 24 * 400),
    st.sampled_from([0, 1, 1799, 3599]),
)
PLAIN = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-1, 40) | st.integers(-(2**31), 2**31 - 1),
    float: st.floats(-1e6, 1e6) | st.sampled_from([0.0, 0.5, 1e300]),
    UUID: IDS,
    datetime: MOMENTS,
    date: DAYS,
    typing.Any: st.none() | TEXTS | st.integers(-9, 9),
}
LISTS = {"max_size": 3}


@cache
def messages(kind, **fixed):
    """Instances of a message class; fields named in `fixed` are drawn from there."""
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {name: fixed[name] if name in fixed else values(hints[name]) for name in kind.codecs}
    return st.builds(kind, **fields)


def values(hint):  # noqa: PLR0911 -- one line a kind
    """Values that a field of this hint takes."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        rules = [note for note in inner[1:] if isinstance(note, Validator)]
        return obedient(fitting(inner[0], rules), rules)
    if origin in (UnionType, typing.Union):
        return st.none() | values(next(one for one in inner if one is not NoneType))
    if origin in (list, tuple):
        return st.lists(values(inner[0]), **LISTS).map(tuple)
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is dict or hint is dict:
        of = values(inner[1]) if inner else PLAIN[typing.Any]
        return st.dictionaries(TEXTS, of, **LISTS)
    if hasattr(hint, "revive"):
        return messages(hint)
    return PLAIN[hint]


def fitting(hint, rules):
    """Values likely to pass the rules, so that little is drawn in vain."""
    for rule in rules:
        match rule:
            case OneOf(choices=choices):
                return st.sampled_from(list(choices))
            case Range(min=least, max=most) if hint in (int, float):
                drawn = st.integers(-1 if least is None else int(least), int(most or 2**31 - 1))
                return drawn.map(hint)
            case Regexp(regex=regex):
                return st.from_regex(regex).filter(lambda text: "\0" not in text) | values(hint)
            case Length() if hint is str:
                least = rule.equal or rule.min or 0
                return st.text("ab c\n", min_size=least, max_size=rule.equal or least + 9) | TEXTS
    return values(hint)


def obedient(drawn, rules):
    def passes(value):
        try:
            for rule in rules:
                rule(value)
        except ValidationError:
            return False
        return True

    return drawn.filter(passes) if rules else drawn


ROLES = (
    *("operator", "programme_manager", "regional_coordinator", "institution", "mentor", "mentee"),
    *("dsl", "provider", "timer", "service", "importer", "stranger"),
)
ACTORS = st.builds(
    lambda role, id_: Actor(role, str(id_)),
    st.sampled_from(ROLES),
    IDS,
)


# Who asks and when; under the programme's policy, or outside any programme.
CIRCUMSTANCES = st.builds(
    lambda at, by, rules: Asked(at, by, rules, rules),
    MOMENTS,
    ACTORS,
    st.sampled_from([RULES, RULES, RULES, None]),
)
