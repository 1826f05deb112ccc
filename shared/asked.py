"""Who asks, when, and under which rules: what a decision knows besides request and state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, Self, TypeVar

View = TypeVar("View", bound="Readable")


class Readable(Protocol):
    """Anything that can be read out of a document: a message class."""

    @classmethod
    def load(cls, data: Any, version: int | None = None) -> Self: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a role and an opaque id, written `role:id`.

    Services, timers and importers are actors too.
    """

    role: str
    id: str

    def __str__(self) -> str:
        return f"{self.role}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `role:id`; the id may be empty (`timer:`)."""
        role, _, id_ = text.partition(":")
        return cls(role, id_)


@dataclass(frozen=True, eq=False)
class Rules:
    """One version of one programme's policy document: data that decides, never code."""

    programme: str
    version: int
    document: Mapping[str, Any] = field(repr=False)
    views: dict[type, Any] = field(default_factory=dict, repr=False)

    def read(self, view: type[View]) -> View:
        """The part of the document a service cares for, checked and typed; read once a version."""
        if view not in self.views:
            self.views[view] = view.load(dict(self.document))
        return self.views[view]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances of a request. `at` is business time in UTC.

    `rules` are those the thing in hand began under; `rules_now` those in force at `at`; both are
    None outside any programme, and where no rules of `programme` are in force: it is as named.
    """

    at: datetime
    by: Actor
    rules: Rules | None = None
    rules_now: Rules | None = None
    programme: str | None = None


UNASKED = Asked(datetime(1970, 1, 1, tzinfo=UTC), Actor("nobody", ""))
