"""Asked before a meeting in person that is allowed by exception only."""

from datetime import datetime
from uuid import UUID

from shared.messages import Command, Consequence

from ..events.codes import Code, Label, Role


class MeetRequirement(Command):
    """Say that one of the two did what an exception requires, such as `video_watched` (1MM-067).

    Refused where no exception requires it, or where one of the two speaks for the other.
    """

    relationship_id: UUID
    requirement: Code
    by_role: Role


class CompletePreSessionCheck(Command):
    """Say what was looked up before meeting in person (1MM-068, 069).

    `checked_at` is when it was looked up, without it now; `source` whose word it is. A check of
    kind `readiness` gives the level. Sessions ahead that the level no longer allows are marked for
    review. Refused where no exception asks for this check, or for a time to come.
    """

    relationship_id: UUID
    kind: Code
    source: Label | None = None
    level: Label | None = None
    checked_at: datetime | None = None


class RecordReadinessLevel(Command):
    """Say at which level a source has it now (1MM-070).

    Meetings ahead, of every pair that looked there, are marked for review where the level no
    longer allows their place.
    """

    source: Label
    level: Label


class WatchLevel(Consequence):
    """A pair looked up the level of a source, so that a change of it concerns them."""

    source: Label
    relationship_id: UUID


class NoteLevel(Consequence):
    """The level of a source that this pair looked up is another since then."""

    relationship_id: UUID
    source: Label
    level: Label
    since: datetime
