"""What can be asked about a partner institution."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Command, Consequence


class ProposeInstitution(Command):
    """Enter a possible partner (1MM-002). Refused with `institution-type-known`."""

    institution_id: UUID
    name: Annotated[str, Length(min=1, max=200)]
    type: str
    region: str
    urn: str | None = None


class ReviewInstitution(Command):
    """The operator's review is done."""

    institution_id: UUID
    outcome: Literal["approved", "rejected"]


class SignInstitutionAgreement(Command):
    """The agreement is signed, in this version of its text."""

    institution_id: UUID
    agreement_version: Annotated[int, Range(min=1)] = 1


class RegisterPremises(Command):
    """A place of the institution where sessions may be held."""

    institution_id: UUID
    premises_id: UUID
    label: str = ""


class AppointSafeguardingLead(Command):
    """Fill a safeguarding role (1MM-006, 1MM-007). Refused with `institution-role-known`."""

    institution_id: UUID
    role: str
    person_id: UUID


class RelieveSafeguardingLead(Command):
    """The person leaves the role; if nobody else holds it, it is vacant (1MM-006)."""

    institution_id: UUID
    role: str
    person_id: UUID


class ActivateInstitution(Command):
    """Open the institution for mentees (1MM-006).

    Refused with `review-passed`, `agreement-signed` or `roles-filled`, which names the roles.
    """

    institution_id: UUID


class SuspendInstitution(Command):
    """Stop under-18 mentoring through this institution for the time being."""

    institution_id: UUID
    reason_code: str


class ReinstateInstitution(Command):
    """End the suspension. Refused with `roles-filled`."""

    institution_id: UUID


class WithdrawInstitution(Command):
    """The institution leaves; by default today, in the programme's time zone."""

    institution_id: UUID
    effective_on: date | None = None


class VouchForMentee(Consequence):
    """Asked by a reaction: a mentee named this institution (1MM-054)."""

    institution_id: UUID
    mentee_id: UUID
