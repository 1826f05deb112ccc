"""Asked about being in touch."""

from datetime import datetime
from uuid import UUID

from shared.messages import Command, Consequence

from ..events.codes import Code, Role


class AgreeInPerson(Command):
    """One of the two chooses to meet in person; both must, each for themself (1MM-061)."""

    relationship_id: UUID
    by_role: Role


class AgreeContactChannel(Command):
    """Agree, for oneself, to a channel from the policy's closed list for the mentee's age (1MM-075,
    076, 078).
    """

    relationship_id: UUID
    channel: Code
    by_role: Role


class RevokeContactChannel(Command):
    """Take it back; either may, alone."""

    relationship_id: UUID
    channel: Code


class LogContact(Command):
    """Say that they were in touch: a fact, recorded whatever the channel, of whom it is theirs to
    tell (may-ask).

    Without `contacted_at`: now.
    """

    relationship_id: UUID
    channel: Code
    contacted_at: datetime | None = None
    by_role: Role = "mentor"


class LapseChannels(Consequence):
    """Asked when a consent is withdrawn: close every channel."""

    relationship_id: UUID
