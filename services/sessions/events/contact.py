"""Ways to be in touch between sessions, and meeting in person."""

from datetime import datetime
from uuid import UUID

from shared.messages import Event

from .codes import Code, Role


class InPersonAgreed(Event):
    """One of the two chooses to meet in person (1MM-061)."""

    relationship_id: UUID
    by_role: Role


class ContactChannelAgreed(Event):
    """One of the two agrees to a channel; it is open once the mentee has (1MM-075)."""

    relationship_id: UUID
    channel: Code
    by_role: Role


class ContactChannelRevoked(Event):
    """The channel is closed.

    Taken back, lapsed with a consent, or no longer allowed at this age (1MM-075).
    """

    relationship_id: UUID
    channel: Code
    reason_code: Code


class ContactLogged(Event):
    """They were in touch outside a session (1MM-076)."""

    relationship_id: UUID
    channel: Code
    contacted_at: datetime
    by_role: Role
    dormant_at: datetime | None = None


class OutOfPolicyContactReported(Event, published=True):
    """They were in touch by a way that is not open to them (1MM-076)."""

    relationship_id: UUID
    mentor_id: UUID
    channel: Code
