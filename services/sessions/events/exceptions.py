"""What has to come before a meeting in person that is allowed by exception only."""

from datetime import datetime
from uuid import UUID

from shared.messages import Event

from .codes import Code, Label, Role


class RequirementMet(Event):
    """One of the two did what an exception requires, such as `video_watched` (1MM-067)."""

    relationship_id: UUID
    requirement: Code
    by_role: Role


class PreSessionCheckCompleted(Event):
    """Something was looked up before meeting in person; `level` is what it said (1MM-068, 069)."""

    relationship_id: UUID
    kind: Code
    source: Label | None = None
    level: Label | None = None
    checked_at: datetime


class LevelWatched(Event):
    """A pair of this programme looked up the level of a source (1MM-070)."""

    source: Label
    relationship_id: UUID
    programme: str


class ReadinessLevelChanged(Event):
    """The source has it at another level now; `plans` are those of the programme that looked there.

    1MM-070.
    """

    source: Label
    level: Label
    programme: str
    plans: tuple[UUID, ...]
    since: datetime


class LevelNoted(Event):
    """For this pair the level is another since then (1MM-069, 070)."""

    relationship_id: UUID
    source: Label
    level: Label
    since: datetime
