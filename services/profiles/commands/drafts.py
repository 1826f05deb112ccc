"""What timers ask about applications that were begun and are not handed in."""

from uuid import UUID

from shared.messages import Consequence


class RemindOfApplication(Consequence):
    """A timer's: so long nobody went on with the application (a complaint, U9)."""

    mentor_id: UUID
    ordinal: int


class LapseApplication(Consequence):
    """A timer's: the time of the application is over, unless somebody went on with it (U15)."""

    mentor_id: UUID
