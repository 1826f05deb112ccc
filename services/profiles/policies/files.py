"""What is known about a mentor, whatever stage the mentor is in, and what others hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

Tags = tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    """When an application that nobody goes on with lapses, and when it is reminded of before."""

    lapses_at: datetime
    remind_at: tuple[datetime, ...] = ()
    reminded: int = 0


@dataclass(frozen=True)
class Mentor:
    """What a mentor's stream adds up to. Texts are not kept, only that they were given.

    `verified` are facets the office vouches for, by organisation; `matched` is the person behind
    every mentee there is a match with; `ended_for` and `ended_case` are why the role was ended;
    `clock` runs for an application that is not handed in yet, where the policy has one.
    """

    mentor_id: UUID
    person_id: UUID
    eligible: bool = False
    has_goal: bool = False
    goal_tags: Tags = ()
    region: str | None = None
    topics: Tags = ()
    background_tags: Tags = ()
    facets: Tags = ()
    verified: Mapping[str, Tags] = field(default_factory=dict)
    has_biography: bool = False
    has_occupation: bool = False
    willingness: Tags = ()
    cannot_help: Tags = ()
    has_boundaries: bool = False
    has_availability: bool = False
    nudged: bool = False
    matched: Mapping[UUID, UUID] = field(default_factory=dict)
    requested: frozenset[str] = frozenset()
    screening: Mapping[str, str] = field(default_factory=dict)
    evaluated: bool = False
    trained: bool = False
    acknowledged: Mapping[str, int] = field(default_factory=dict)
    capacity: int | None = None
    capacity_stated: bool = False
    paused: bool = False
    memberships: Mapping[str, Tags] = field(default_factory=dict)
    tier: int | None = None
    ended_for: str | None = None
    ended_case: str | None = None
    opted_out: frozenset[str] = frozenset()
    bulletins: frozenset[UUID] = frozenset()
    in_community: bool = False
    clock: Clock | None = None

    @property
    def all_facets(self) -> Tags:
        """What the mentor told, and instead of it, name by name, what the office verified."""
        return merged(self.facets, self.verified)

    @property
    def details(self) -> dict[str, Any]:
        """What others may look for and compare by: codes, never a text."""
        return {
            "region": self.region,
            "topics": self.topics,
            "goal_tags": self.goal_tags,
            "background_tags": self.background_tags,
            "facets": self.all_facets,
            "willingness": self.willingness,
            "cannot_help": self.cannot_help,
        }


def merged(told: Tags, verified: Mapping[str, Tags]) -> Tags:
    """Facets in order, each once; a verified name silences what was told under it."""
    known = {one for facets in verified.values() for one in facets}
    names = {name_of(one) for one in known}
    return tuple(sorted(known | {one for one in told if name_of(one) not in names}))


def name_of(facet: str) -> str:
    """`industry` of `industry=law`."""
    return facet.partition("=")[0]
