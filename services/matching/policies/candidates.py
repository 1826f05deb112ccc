"""What a matching decision looks at: who waits, what is known of them, who is promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from .requests import Request

Tags = frozenset[str]
# Whether it is so, and since when that is known.
Since = tuple[bool, datetime]
# The person, the role, its region, and whether they stand in for who holds it.
Duty = tuple[UUID, str, str | None, bool]


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
    """

    mentors: Mapping[UUID, Mentor] = field(default_factory=dict)
    mentees: Mapping[UUID, Mentee] = field(default_factory=dict)
    active: frozenset[UUID] = frozenset()
    conflicts: Mapping[Pair, str] = field(default_factory=dict)
    declined: frozenset[Pair] = frozenset()
    proposals: frozenset[UUID] = frozenset()
    open: Mapping[UUID, Pair] = field(default_factory=dict)
    made: Mapping[UUID, Pair] = field(default_factory=dict)
    requests: Mapping[UUID, Request] = field(default_factory=dict)
    past: Mapping[UUID, Request] = field(default_factory=dict)
    duties: Mapping[Duty, Since] = field(default_factory=dict)
    lapses: Mapping[tuple[UUID, str], Since] = field(default_factory=dict)

    def mentor(self, mentor_id: UUID) -> Mentor:
        return self.mentors.get(mentor_id) or Mentor(id=mentor_id)

    def mentee(self, mentee_id: UUID) -> Mentee:
        return self.mentees.get(mentee_id) or Mentee(id=mentee_id)
