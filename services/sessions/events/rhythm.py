"""How often they meet: the second session, the year's count, and silence."""

from datetime import datetime
from uuid import UUID

from shared.messages import Event

from .codes import Role


class FollowUpDue(Event, published=True):
    """Some time after the first session there was no second one (ASME-19)."""

    relationship_id: UUID
    first_held_at: datetime


class YearCounted(Event):
    """So many sessions were held in that year since the first (ASME-19)."""

    relationship_id: UUID
    ordinal: int
    held: int
    next_at: datetime


class CadenceLow(Event, published=True):
    """In the year that ended then they met less often than the programme means (ASME-19)."""

    relationship_id: UUID
    held: int
    year_ended_at: datetime


class PairDormant(Event, published=True):
    """Nothing was heard of the two for as long as the policy says; once a silence (JOH-28)."""

    relationship_id: UUID
    since: datetime


class AgendaPrompted(Event):
    """This one of the two is asked what the session is to be about; once a session (JOH-37)."""

    relationship_id: UUID
    session_id: UUID
    role: Role


class ThanksPrompted(Event):
    """After a session this one may say thank you; nobody has to (JOH-38)."""

    relationship_id: UUID
    session_id: UUID
    role: Role
