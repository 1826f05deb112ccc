"""A relationship's plan as the rules see it: all that a decision about sessions depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from ..events import (
    LevelNoted,
    PlanOpened,
    PreSessionCheckCompleted,
    Standing,
    TermBegan,
    TermsProposed,
)
from ..events.codes import Band
from ..events.meeting import SessionHeld, SessionScheduled

ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Task:
    """A task: `open`, `completed` or `dropped`; without `due_on` it is due at the next session."""

    assigned_at: datetime
    due_on: date | None
    status: str = "open"


@dataclass(frozen=True)
class Plan:
    """A plan. Facts are kept in whatever order they come.

    `pair` is None until the match was heard.
    """

    pair: PlanOpened | None = None
    bands: tuple[tuple[datetime, Band], ...] = ()
    ended_on: date | None = None
    paused: bool = False
    suspended: bool = False
    checked: tuple[str, ...] | None = None
    chaperone: UUID | None = None
    house: Standing = field(default_factory=Standing)

    slots: Mapping[UUID, SessionScheduled] = field(default_factory=dict)
    held: Mapping[UUID, SessionHeld] = field(default_factory=dict)
    off: Mapping[UUID, str] = field(default_factory=dict)
    moves: Mapping[UUID, int] = field(default_factory=dict)
    attested: frozenset[UUID] = frozenset()
    corrected: Mapping[UUID, Mapping[str, object]] = field(default_factory=dict)

    requirements: frozenset[tuple[str, str]] = frozenset()
    checks: tuple[PreSessionCheckCompleted, ...] = ()
    levels: tuple[LevelNoted, ...] = ()
    choose_in_person: frozenset[str] = frozenset()
    channels: frozenset[tuple[str, str]] = frozenset()

    tasks: Mapping[UUID, Task] = field(default_factory=dict)
    goals: Mapping[UUID, bool] = field(default_factory=dict)
    routes: frozenset[UUID] = frozenset()
    efforts: frozenset[UUID] = frozenset()
    advice: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    strengths: frozenset[UUID] = frozenset()

    fit_decisions: Mapping[str, str] = field(default_factory=dict)
    fit_settled: bool = False
    fit_denied: bool = False
    proposals: Mapping[UUID, TermsProposed] = field(default_factory=dict)
    agreed: frozenset[UUID] = frozenset()
    meet_every: str | None = None
    series: int | None = None
    series_told: bool = False

    agendas: frozenset[UUID] = frozenset()
    prompted: frozenset[UUID] = frozenset()
    achievements: frozenset[UUID] = frozenset()
    thanks: frozenset[UUID] = frozenset()
    signposts: frozenset[str] = frozenset()

    alive_at: datetime | None = None
    dormant_at: datetime | None = None
    dormant: bool = False

    term: TermBegan | None = None
    term_told: bool = False
    last_held_at: datetime | None = None
    overdue: bool = False
    fit_due: bool = False
    fit: Mapping[str, str] = field(default_factory=dict)
    check_ins: Mapping[int, str] = field(default_factory=dict)
    applied_at: datetime | None = None
    lead_time_told: bool = False
    follow_up_told: bool = False
    years: frozenset[int] = frozenset()

    @property
    def is_active(self) -> bool:
        halted = self.paused or self.suspended or self.ended_on or self.fit_denied
        return bool(self.pair) and not halted

    @property
    def count(self) -> int:
        """Sessions held or still to come."""
        return len(self.held) + len(self.slots)

    @property
    def talks(self) -> int:
        """Sessions held, the call to see whether they suit each other not counted."""
        return sum(one.kind != "chemistry" for one in self.held.values())

    def band_at(self, at: datetime) -> Band:
        """The mentee's band at that instant; the stricter one while nothing is known."""
        known = [band for since, band in self.bands if since <= at]
        return known[-1] if known else "minor"

    def preceding(self, at: datetime) -> int:
        """How many sessions come before one that starts then."""
        before = [one for one in self.held.values() if one.held_at < at]
        ahead = [one for one in self.slots.values() if one.starts_at < at]
        return len(before) + len(ahead)

    def ahead(self, at: datetime) -> list[SessionScheduled]:
        """What is scheduled for later than that, in order."""
        later = [one for one in self.slots.values() if one.starts_at > at]
        return sorted(later, key=lambda one: one.starts_at)

    def due_of(self, task_id: UUID) -> date | datetime | None:
        """When a task is due.

        Its own day, else the start of the next session, wherever that has moved to.
        """
        task = self.tasks[task_id]
        following = self.ahead(task.assigned_at)
        return task.due_on or (following[0].starts_at if following else None)
