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
        elif part := getattr(kind.schema.fields.get(key), "inner", None):
            yield from unknown(part, value, where) if isinstance(part, type) else ()


def flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(messages, dict):
        yield path, " ".join(str(one) for one in messages)
        return
    for name, inner in messages.items():
        yield from flat(inner, f"{path}.{name}" if path else str(name))
