"""An example of any message, made from its declaration: the plainest values that pass."""

import typing
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from uuid import UUID

from marshmallow.validate import Length

PLAIN = {
    str: "text",
    bool: True,
    int: 3,
    float: 2.5,
    UUID: UUID(int=5),
    datetime: datetime(2026, 3, 29, 12, tzinfo=UTC),
    date: date(2026, 3, 29),
    dict: {"key": 1},
    typing.Any: "anything",
}
# Words that stand for one of a few, where the declaration says no more than that they are words.
KNOWN = {"age_band": "minor", "from_band": "minor", "to_band": "adult"}


def example_of(kind):
    """An instance of a message class."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return kind(**{name: KNOWN.get(name) or value_of(hints[name], kind) for name in kind.codecs})


def value_of(hint, kind):
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return fitting(value_of(inner[0], kind), inner[1:])
    if origin in (UnionType, typing.Union):
        return value_of(next(one for one in inner if one is not NoneType), kind)
    if origin in (list, tuple):
        return (value_of(inner[0], kind),)
    if origin is typing.Literal:
        return inner[0]
    if hasattr(hint, "revive"):
        return example_of(hint)
    return PLAIN[origin or hint]


def fitting(value, notes):
    """A value that the notes' validators let through."""
    for note in notes:
        least = getattr(note, "min", None)
        most = getattr(note, "max", None)
        if isinstance(value, (int, float)) and least is not None and value < least:
            value = least
        if isinstance(value, (int, float)) and most is not None and value > most:
            value = most
        if isinstance(value, str) and isinstance(note, Length) and note.equal:
            value = "X" * note.equal
        if choices := getattr(note, "choices", None):
            value = next(iter(choices))
        if getattr(note, "regex", None) is not None:
            value = next(
                one for one in ("P1D", "text", "a-1", "role:1", "a=b") if note.regex.match(one)
            )
    return value
