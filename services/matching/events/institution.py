"""What matching records of an institution: whether it can answer for its mentees, and for whom it
does.
"""

from datetime import datetime
from uuid import UUID

from shared.messages import Event


class InstitutionStandingNoted(Event):
    """An institution can, or can no longer, answer for its mentees; whom that concerns is named."""

    institution_id: UUID
    active: bool
    as_of: datetime
    pools: tuple[UUID, ...]
    relationships: tuple[UUID, ...]


class InstitutionConcerned(Event):
    """A pool has a mentee of this institution and must know how it stands."""

    institution_id: UUID
    pool_id: UUID
    active: bool


class RelationshipAttached(Event):
    """An institution answers for the mentee of this relationship."""

    institution_id: UUID
    relationship_id: UUID
    active: bool


class RelationshipDetached(Event):
    """The relationship is over; the institution no longer answers for it."""

    institution_id: UUID
    relationship_id: UUID
