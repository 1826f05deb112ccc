"""What may come in from outside: only values that log, bus and read models can all carry.

A value that passes here must never make something fail later, where nobody could be told: not
canonical JSON (numbers beyond 2^53), not PostgreSQL (NUL, integers of more than four bytes), not
calendar arithmetic (years without a neighbour).
"""

from datetime import UTC, date, datetime
from typing import Any

from marshmallow import fields

EXACT = 2**53
LARGEST = 2**31
FIRST_YEAR, LAST_YEAR = 1900, 2199
DEEPEST = 50


class Row(fields.List[Any]):
    """A list that arrives as a tuple, because messages are frozen."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(*args, **kwargs))


class Text(fields.String):
    """Characters that can be stored: no NUL, no half of a surrogate pair."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(*args, **kwargs)
        if not is_storable(text):
            raise self.make_error("invalid")
        return text


class Whole(fields.Integer):
    """A whole number written as one, of at most four bytes: neither 5.0 nor True."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        number = super()._deserialize(value, *args, **kwargs)
        if not -LARGEST <= number < LARGEST:
            raise self.make_error("too_large", input=value)
        return number


class Day(fields.Date):
    """A date of a year that anybody alive has to do with."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> date:
        day = super()._deserialize(*args, **kwargs)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.make_error("invalid", obj_type=self.OBJ_TYPE, input=day)
        return day


class Moment(fields.AwareDateTime):
    """An instant, arriving in UTC: what is decided now is decided alike when it is read back."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> datetime:
        at: datetime = super()._deserialize(*args, **kwargs)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise self.make_error("invalid", obj_type=self.OBJ_TYPE, input=at)
        return at.astimezone(UTC)


class Document(fields.Dict):
    """A JSON object of any shape, its values such as can be written canonically."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(*args, **kwargs)  # type: ignore[no-untyped-call]
        if not is_plain(found):
            raise self.make_error("invalid")
        return found


class Loose(fields.Raw):
    """A JSON value of any shape."""

    default_error_messages = {"invalid": "Not a plain JSON value."}  # noqa: RUF012 -- theirs

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not is_plain(value):
            raise self.make_error("invalid")
        return value


class Part(fields.Field[Any]):
    """A message inside a message."""

    def __init__(self, inner: Any, **options: Any) -> None:
        super().__init__(**options)
        self.inner = inner

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        return self.inner(**self.inner.schema.load(value))


def is_storable(text: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold this text."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_plain(value: Any, depth: int = DEEPEST) -> bool:
    """Whether a value is JSON that is written exactly, and not too deep to walk through."""
    if isinstance(value, str):
        return is_storable(value)
    if isinstance(value, dict):
        return is_plain([*value], 1) and is_plain([*value.values()], depth)
    if isinstance(value, list | tuple):
        return depth > 0 and all(is_plain(one, depth - 1) for one in value)
    # Also 1e16 is read back as a whole number, and then it is too large for one.
    return value is None or (isinstance(value, int | float) and -EXACT < value < EXACT)
