"""What matching must know of an institution."""

from uuid import UUID

from shared.messages import Consequence


class NoteInstitutionStanding(Consequence):
    """An institution can, or can no longer, answer for its mentees. The later fact holds."""

    institution_id: UUID
    active: bool


class ConcernInstitution(Consequence):
    """A pool has a mentee of this institution."""

    institution_id: UUID
    pool_id: UUID


class AttachRelationship(Consequence):
    """A relationship's mentee comes from this institution (1MM-054)."""

    institution_id: UUID
    relationship_id: UUID


class DetachRelationship(Consequence):
    """The relationship is over."""

    institution_id: UUID
    relationship_id: UUID
