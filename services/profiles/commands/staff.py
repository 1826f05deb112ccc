"""What can be asked about standing in for a member of staff."""

from datetime import date
from uuid import UUID

from shared.messages import Command, Consequence

from .programme import Role


class DelegateStaffRole(Command):
    """Let somebody stand in, from the first to the last of these days (ASME-04).

    Decided on the record of `person_id`, who holds the role and asks, or the office asks for them;
    `since` is today where left out. Whoever stands in acts in the same role under their own id.
    Refused with `holder-or-office-asks`, `delegator-holds-the-role`, `not-to-oneself` or
    `cover-ends-after-it-begins`.
    """

    person_id: UUID
    role: Role
    to_person_id: UUID
    until: date
    since: date | None = None
    region: str | None = None
    institution_id: UUID | None = None


class EndStaffDelegation(Command):
    """Nobody needs to stand in any more. Repeating it changes nothing."""

    person_id: UUID
    role: Role
    to_person_id: UUID
    region: str | None = None
    institution_id: UUID | None = None


class StartCover(Consequence):
    """Asked by a timer: on that first day this person stands in."""

    person_id: UUID
    role: str
    covers_person_id: UUID
    until: date
    region: str | None = None
    institution_id: UUID | None = None
    programme: str | None = None


class EndCover(Consequence):
    """Asked by a timer on the last day, or at once where `until` is None."""

    person_id: UUID
    role: str
    covers_person_id: UUID
    until: date | None = None
    region: str | None = None
    institution_id: UUID | None = None
    programme: str | None = None
