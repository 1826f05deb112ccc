"""The sections about the programme itself, its partners, matching and measuring."""

from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date
from typing import ClassVar, Literal

from shared.durations import LONDON, Iso
from shared.messages import Value


class Programme(Value):
    id: str = ""
    operator: str = ""
    delivery_partner: str | None = None
    stage: str = "live"
    reach_target: int | None = None


class Policy(Value):
    also: ClassVar[AbstractSet[str]] = {"version"}  # every message has one: its own
    effective_from: date | None = None
    time_zone: str = LONDON


class Institutions(Value):
    types: tuple[str, ...] = ()
    required_roles: tuple[str, ...] = ()


class LeadTime(Value):
    """Expected weeks from one event to another, [at least, at most]."""

    also: ClassVar[AbstractSet[str]] = {"from"}  # Python's own word; profiles does not read it
    to: str | None = None
    weeks: tuple[int, ...] = ()


class Weights(Value):
    topics: int = 0
    region: int = 0
    goal_tags: int = 0
    shared_background: int = 0


class Matching(Value):
    mode: Literal["curated"] = "curated"
    proposed_by: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    unselected: str = "keep_waiting"
    waiting_update_every: Iso | None = None
    proposal_expires_after: Iso | None = None
    same_region: str | None = None
    weights: Weights = Weights()
    tie_break: tuple[str, ...] = ()
    protected_attributes: Literal["never_filter"] = "never_filter"
    agreement_of: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class RegulatedActivity(Value):
    days: int = 4
    within_days: int = 30


class Workshops(Value):
    top: tuple[str, ...] = ()


class Evaluation(Value):
    also: ClassVar[AbstractSet[str]] = {"for"}  # Python's own word; profiles does not read it
    phases: tuple[str, ...] = ()
    pair_by: tuple[str, ...] = ()
    instruments: dict[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    pre_due: Iso | None = None
    end_due: Iso | None = None
    reminders: tuple[Iso, ...] = ()
    expires_after: Iso | None = None
    workshop: Workshops = Workshops()
    dosage_bands: tuple[tuple[int, ...], ...] = ()
    nps: bool = False
    min_cell: int = 5
    insight_min_cell: int = 10
