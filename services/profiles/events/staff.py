"""What is recorded about standing in for a member of staff, with its days."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

from .programme import InProgramme


class StaffRoleDelegated(Event):
    """The holder lets somebody stand in on these days, both included (ASME-04).

    `starts_at` and `ends_at` are the local midnights before the first and after the last of them.
    """

    person_id: UUID
    role: str
    to_person_id: UUID
    since: date
    until: date
    starts_at: datetime
    ends_at: datetime
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None


class StaffDelegationEnded(Event):
    """Nobody stands in any more for this holder of the role."""

    person_id: UUID
    role: str
    to_person_id: UUID
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None


class StaffCoverStarted(Event, published=True):
    """To the end of that day this person acts in the role, under their own id (ASME-04)."""

    person_id: UUID
    role: str
    until: date
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None
    covers_person_id: Annotated[UUID, Indoors()]


class StaffCoverReduced(Event):
    """For this holder the person stands in no longer; for another one they still do."""

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None
    covers_person_id: UUID


class StaffCoverEnded(Event, published=True):
    """This person no longer acts in the role for anybody else."""

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None
    covers_person_id: Annotated[UUID, Indoors()]
