"""What goes into the store, what comes out of it, and how it says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class New:
    """An event to be recorded.

    `occurred_us` is business time in microseconds UTC since 1970; `data` and `meta` are JSON
    texts, kept and hashed to the byte.
    """

    id: UUID
    type: str
    schema: int
    occurred_us: int | None
    data: str
    meta: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A recorded event, its texts exactly as they were hashed.

    `position` is the place in the log: None where it was not asked for or is not given yet.
    `recorded_us` is the store's own clock, microseconds UTC since 1970.
    """

    position: int | None
    stream: str
    category: str
    version: int
    id: UUID
    type: str
    schema: int
    recorded_us: int
    occurred_us: int | None
    data: str
    meta: str
    leaf_hash: bytes


@dataclass(frozen=True)
class Append:
    """Events for the end of one stream.

    `expected` is the version the stream must have, -1 if it must not exist, None if any will do.
    `key` names the call: asked again, it is answered with what it recorded the first time.
    """

    stream: str
    events: Sequence[New]
    expected: int | None = None
    key: UUID | None = None


@dataclass(frozen=True)
class Recorded:
    """Which versions an append took; `duplicate` if an earlier call had already taken them."""

    stream: str
    first: int
    last: int
    duplicate: bool


@dataclass(frozen=True)
class Loaded:
    """What a decision needs to know.

    `answered` holds what a call with this key recorded before, in whatever streams; None if there
    was no such call. `guide` is the version of the second stream asked about, -1 without one.
    `more`: these are the first events only, and there may be further ones.
    """

    events: list[Stored]
    answered: tuple[Stored, ...] | None
    guide: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The last version of a stream and its leaf hash, as the stream's own row has them."""

    stream: str
    version: int
    leaf_hash: bytes


class Conflict(Exception):
    """The stream is not at the version the writer expected."""

    def __init__(self, stream: str, expected: int | None, actual: int) -> None:
        super().__init__(f"{stream}: expected version {expected}, actual {actual}")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class Sealed(Exception):
    """The stream takes no more events."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} is sealed")
        self.stream = stream


class Unfit(ValueError):
    """What the store cannot take; says which rule it breaks, and nothing of the content."""
