"""From a type hint to a field: how a value is checked, written as JSON and read back unchecked."""

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from marshmallow import fields
from marshmallow.validate import OneOf, Validator

from shared.checking import Day, Document, Loose, Moment, Part, Row, Text, Whole

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Personal:
    """Marks a field as personal data of whom field `of` names: sealed on disk, never published."""

    of: str


@dataclass(frozen=True)
class Indoors:
    """Marks a field that is nobody's personal data and still stays inside its service."""


@dataclass(frozen=True)
class Erased:
    """What stands in a field whose key was destroyed: no exception, and no empty value either."""

    def __str__(self) -> str:
        return "[erased]"

    def __bool__(self) -> bool:
        return False


# How it is written where an erased value goes on into another event.
ERASED = {"$erased": 1}


@dataclass(frozen=True)
class Codec:
    """One field in three ways: `field` checks at the edges, `write` and `read` trust."""

    field: Callable[..., fields.Field[Any]]
    write: Convert | None = None
    read: Convert | None = None


@lru_cache(1024)
def id_of(text: str) -> UUID:
    """An id as it was written. Most are met again at once: the whole they are in, its parts."""
    return UUID(text)


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, ending in Z; microseconds only where there are any."""
    return at.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """The aware datetime in UTC that `instant` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


PLAIN: Mapping[Any, Codec] = {
    str: Codec(Text),
    bool: Codec(fields.Boolean),
    int: Codec(lambda **options: Whole(strict=True, **options)),
    float: Codec(lambda **options: fields.Float(allow_nan=False, **options), read=float),
    UUID: Codec(fields.UUID, write=str, read=id_of),
    datetime: Codec(Moment, write=instant, read=moment),
    date: Codec(Day, write=date.isoformat, read=date.fromisoformat),
    dict: Codec(Document),
    Any: Codec(Loose),
}


def codec_for(hint: Any) -> Codec:
    """The codec a type hint stands for; raises TypeError for a hint that no message may carry."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is typing.Annotated:
        return annotated(inner[0], inner[1:])
    if origin in (types.UnionType, typing.Union):
        return optional(codec_for(the_one(hint, [one for one in inner if one is not NoneType])))
    if origin in (list, tuple):
        return several(codec_for(the_one(hint, [one for one in inner if one is not ...])))
    if origin is Literal:
        return Codec(lambda **options: fields.String(**with_rule(options, OneOf(inner))))
    if isinstance(hint, type) and hasattr(hint, "revive"):
        return Codec(lambda **options: Part(hint, **options), lambda part: part.dump(), hint.revive)
    known = PLAIN.get(origin or hint)
    if known is None:
        raise TypeError(f"a message cannot carry {hint!r}")
    return known


def the_one(hint: Any, inner: list[Any]) -> Any:
    if len(inner) != 1:
        raise TypeError(f"a message cannot carry {hint!r}: one of several kinds")
    return inner[0]


def annotated(hint: Any, notes: Iterable[Any]) -> Codec:
    rules = [note for note in notes if isinstance(note, Validator)]
    inner = codec_for(hint)
    return Codec(
        lambda **options: inner.field(**with_rule(options, *rules)), inner.write, inner.read
    )


def with_rule(options: dict[str, Any], *rules: Validator) -> dict[str, Any]:
    return {**options, "validate": [*options.get("validate", ()), *rules]} if rules else options


def erasable(inner: Codec) -> Codec:
    """The same codec for a value that may have been erased meanwhile."""

    def write(value: Any) -> Any:
        if type(value) is Erased:
            return ERASED
        return inner.write(value) if inner.write else value

    def read(value: Any) -> Any:
        if value == ERASED:
            return Erased()
        return inner.read(value) if inner.read else value

    return Codec(inner.field, write, read)


def optional(inner: Codec) -> Codec:
    def maybe(convert: Convert | None) -> Convert | None:
        return convert and (lambda value: None if value is None else convert(value))

    return Codec(
        lambda **options: inner.field(allow_none=True, **options),
        maybe(inner.write),
        maybe(inner.read),
    )


def several(inner: Codec) -> Codec:
    write, read = inner.write, inner.read
    return Codec(
        lambda **options: Row(inner.field(), **options),
        (lambda row: [write(one) for one in row]) if write else list,
        (lambda row: tuple(read(one) for one in row)) if read else tuple,
    )


def mark_of(hint: Any, kind: type) -> Any:
    """The first mark of `kind` in a hint, or None."""
    notes = getattr(hint, "__metadata__", ())
    return next((note for note in notes if isinstance(note, kind)), None)


def has_buried_mark(hint: Any) -> bool:
    """Whether a mark stands inside a hint, where nobody looks for it: only whole fields count."""
    if get_origin(hint) is typing.Annotated:
        return has_buried_mark(get_args(hint)[0])
    if getattr(hint, "personal", None) or getattr(hint, "indoors", None):
        return True
    return any(
        mark_of(one, Personal) or mark_of(one, Indoors) or has_buried_mark(one)
        for one in get_args(hint)
    )
