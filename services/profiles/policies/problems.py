"""What may be wrong with a programme document, one problem at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.messages import Json, Message


@dataclass(frozen=True, order=True)
class Problem:
    """`where` is a path such as `mentee.age`; `code` never changes; `why` is for people."""

    where: str
    code: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why} ({self.code})"


def shape(kind: type[Message], data: Json, path: str = "") -> Iterator[Problem]:
    """Unknown keys and values of the wrong kind, at any depth."""
    yield from unknown(kind, data, path)
    for name, why in flat(kind.schema.validate(data), path):
        yield Problem(name, "bad-value", why)


def unknown(kind: type[Message], data: Any, path: str) -> Iterator[Problem]:
    for key, value in data.items() if isinstance(data, dict) else ():
        where = f"{path}.{key}" if path else str(key)
        if key not in kind.codecs and key not in getattr(kind, "also", ()):
            yield Problem(where, "unknown-key", "no rule has this name")
        elif part := part_of(kind.schema.fields.get(key)):
            for place, inner in places(value, where):
                yield from unknown(part, inner, place)


def part_of(field: Any) -> type[Message] | None:
    """The class a field holds, be it one or a list of them."""
    inner = getattr(field, "inner", None)
    return inner if inner is None or isinstance(inner, type) else part_of(inner)


def places(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The value with its place, or every entry of a list with its own."""
    if isinstance(value, list):
        yield from ((f"{where}.{index}", one) for index, one in enumerate(value))
    else:
        yield where, value


def flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(messages, dict):
        yield path, " ".join(str(one) for one in messages)
        return
    for name, inner in messages.items():
        yield from flat(inner, f"{path}.{name}" if path else str(name))
