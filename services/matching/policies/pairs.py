"""A relationship as decisions see it: who is in it, how far it has come, what holds it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Unmade:
    """Nothing was opened yet; what was heard too early is kept."""

    grounds: frozenset[str] = frozenset()
    first: tuple[UUID, datetime] | None = None


@dataclass(frozen=True)
class Question:
    """Whether it goes on: why that is asked, since when, and until when somebody can answer."""

    cause: str
    asked_at: datetime
    answer_by: datetime


@dataclass(frozen=True, kw_only=True)
class Live:
    """From the match to the end. `started_at` is the first session; `grounds` are what it is held
    for, `suspended` whether that was told.
    """

    relationship_id: UUID
    pool_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: str
    signed: frozenset[str] = frozenset()
    checked: bool = False
    started_at: datetime | None = None
    term_ends_at: datetime | None = None
    noticed: datetime | None = None
    reached: datetime | None = None
    paused: bool = False
    grounds: frozenset[str] = frozenset()
    suspended: bool = False
    concerns: frozenset[tuple[str, int, str]] = frozenset()
    shapes: Mapping[str, str] = field(default_factory=dict)
    shape: str | None = None
    offered: bool = False
    contacted: bool = False
    first_asked: bool = False
    question: Question | None = None
    continued_by: str | None = None


@dataclass(frozen=True)
class Ended:
    """Over; `was` is how it stood. `closed` once the parting is done or its time is up."""

    was: Live
    steps: tuple[str, ...]
    closure_due_at: datetime
    done: frozenset[str] = frozenset()
    closed: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(step for step in self.steps if step not in self.done)


Relationship = Unmade | Live | Ended
