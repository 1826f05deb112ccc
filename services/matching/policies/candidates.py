"""What a matching decision looks at: who waits, what is known of them, who is promised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from immutables import Map

from .requests import Request

Tags = frozenset[str]
# Whether it is so, and since when that is known.
Since = tuple[bool, datetime]
# The person, the role, its region, and whether they stand in for who holds it.
Duty = tuple[UUID, str, str | None, bool]


Known = TypeVar("Known")


def but(known: Known, **changes: Any) -> Known:
    """A copy with some things changed. `dataclasses.replace` asks every field about itself, which
    takes three times as long; a process that begins makes some hundred thousand changes.
    """
    changed = object.__new__(type(known))
    vars(changed).update(vars(known), **changes)
    return changed


@lru_cache(4096)
def tags(names: tuple[str, ...]) -> Tags:
    """Many say the same of themselves: it is kept once."""
    return frozenset(names)


@dataclass(frozen=True)
class Facets:
    """All that fit is judged by. There is no room here for anything else (1MM-052). `named` are
    the programme's own facets, each `name=value`.
    """

    region: str | None = None
    topics: Tags = frozenset()
    goal_tags: Tags = frozenset()
    background_tags: Tags = frozenset()
    named: Tags = frozenset()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A mentor or mentee in the pool. `since`: when the present wait began, if it has."""

    id: UUID
    person_id: UUID | None = None
    facets: Facets = Facets()
    waiting: bool = False
    since: datetime | None = None
    gone_at: datetime | None = None
    departure: str = "other"
    details_at: datetime | None = None
    proposals: frozenset[UUID] = frozenset()
    relationships: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Mentor(Candidate):
    """`listed_at` and `trained_at` come in any order; `capacity` None means no limit, and it is the
    mentor's own where `capacity_stated`. `unanswered` counts the requests in a row that stayed
    without a word; too many make a mentor `silent`.
    """

    listed_at: datetime | None = None
    trained_at: datetime | None = None
    capacity: int | None = 1
    capacity_stated: bool = False
    paused: bool = False
    pause_as_of: datetime | None = None
    updates: int = 0
    updated_for: datetime | None = None
    cycle: str | None = None
    willing: Tags = frozenset()
    cannot_help: Tags = frozenset()
    unanswered: int = 0
    silent: bool = False

    @property
    def seats_left(self) -> bool:
        return self.capacity is None or len(self.relationships) < self.capacity

    @property
    def unpromised(self) -> bool:
        """Whether a seat is left when every open proposal is counted as taken."""
        taken = len(self.relationships) + len(self.proposals)
        return self.capacity is None or taken < self.capacity

    def seeks(self, needs: Tags) -> bool:
        """Whether this mentor belongs among those who wait."""
        trained = self.trained_at is not None or "mentor_trained" not in needs
        here = not self.paused and not self.silent
        willing = self.listed_at is not None and here and self.gone_at is None
        return willing and trained and self.seats_left


@dataclass(frozen=True, kw_only=True)
class Mentee(Candidate):
    """`ready` until matched; `band_as_of` keeps a coming of age that was heard too early."""

    ready: bool = False
    institution_id: UUID | None = None
    age_band: str = "minor"
    band_as_of: datetime | None = None
    tier: int | None = None

    def seeks(self, needs: Tags) -> bool:
        """Whether this mentee belongs among those who wait."""
        ready = self.ready or "mentee_ready" not in needs
        return ready and self.gone_at is None and not self.relationships


Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Pool:
    """One programme's candidates. `open` and `made` say which pair a proposal or relationship
    joins; `requests` are the open ones, `past` those that came to an end. `duties`: who holds which
    role; `lapses`: whose membership, of which organisation, has lapsed.

    Very many may be in it, so whatever happens changes only what it is about, and what else hangs
    on that is found without a search. `awaited`: the open requests of each mentee, and of each
    mentor whose turn it is; `exhausted`: the mentees whose choices were used up; `shaken`: the
    requests whose ground some rules would say is gone; `touched`: whom the last event was about.
    """

    mentors: Map[UUID, Mentor] = Map()
    mentees: Map[UUID, Mentee] = Map()
    active: frozenset[UUID] = frozenset()
    conflicts: Map[Pair, str] = Map()
    declined: Map[Pair, UUID] = Map()
    proposals: Map[UUID, Pair] = Map()
    open: Map[UUID, Pair] = Map()
    made: Map[UUID, Pair] = Map()
    requests: Map[UUID, Request] = Map()
    past: Map[UUID, Request] = Map()
    duties: Map[Duty, Since] = Map()
    lapses: Map[tuple[UUID, str], Since] = Map()
    awaited: Map[UUID, frozenset[UUID]] = Map()
    exhausted: Map[UUID, UUID] = Map()
    shaken: frozenset[UUID] = frozenset()
    touched: tuple[UUID, ...] = ()

    def mentor(self, mentor_id: UUID) -> Mentor:
        return self.mentors.get(mentor_id) or Mentor(id=mentor_id)

    def mentee(self, mentee_id: UUID) -> Mentee:
        return self.mentees.get(mentee_id) or Mentee(id=mentee_id)

    def requests_of(self, id_: UUID) -> Iterator[Request]:
        """The open requests of this mentee, or those on which this mentor's word is awaited."""
        return (self.requests[one] for one in self.awaited.get(id_, ()))
