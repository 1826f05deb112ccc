"""What matching is asked so that it knows who holds a role, and whose membership has lapsed."""

from uuid import UUID

from shared.messages import Consequence


class NoteStaffRole(Consequence):
    """Somebody has a role in the programme, or stands in for who has it, or no longer (ASME-04)."""

    pool_id: UUID
    person_id: UUID
    role: str
    region: str | None
    holds: bool
    stands_in: bool = False


class NoteMembershipLapse(Consequence):
    """A person is a member of this organisation no longer, or `lapsed` no more (ASME-13)."""

    pool_id: UUID
    person_id: UUID
    organisation: str
    lapsed: bool
