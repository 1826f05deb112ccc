"""What is recorded of who holds a role in a programme, and of whose membership has lapsed."""

from datetime import datetime
from uuid import UUID

from shared.messages import Event


class StaffRoleNoted(Event):
    """Whether a person holds a role, or stands in for who does; they may review then (ASME-04)."""

    pool_id: UUID
    person_id: UUID
    role: str
    region: str | None
    holds: bool
    stands_in: bool
    as_of: datetime


class MembershipLapseNoted(Event):
    """Whether a person's membership has lapsed: they ask for no mentor then (ASME-13)."""

    pool_id: UUID
    person_id: UUID
    organisation: str
    lapsed: bool
    as_of: datetime
