"""What is recorded about a partner institution."""

from datetime import date
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class InstitutionProposed(Event):
    """A school, college or other body may become a partner (1MM-002)."""

    institution_id: UUID
    name: str
    type: str
    region: str
    urn: str | None = None


class InstitutionReviewed(Event):
    """The operator looked at it: `approved` or `rejected`."""

    institution_id: UUID
    outcome: str


class InstitutionAgreementSigned(Event):
    """The partnership agreement is signed in this version."""

    institution_id: UUID
    agreement_version: int


class PremisesRegistered(Event, published=True):
    """A place of the institution where under-18s may meet their mentors."""

    institution_id: UUID
    premises_id: UUID
    label: Annotated[str, Indoors()] = ""


class SafeguardingLeadAppointed(Event, published=True):
    """The institution has this safeguarding role filled (1MM-006, 1MM-007)."""

    institution_id: UUID
    role: str
    person_id: UUID


class SafeguardingLeadRelieved(Event, published=True):
    """The person no longer holds the role."""

    institution_id: UUID
    role: str
    person_id: UUID


class InstitutionRoleVacant(Event, published=True):
    """Nobody holds a role that has to be filled (1MM-006)."""

    institution_id: UUID
    role: str


class InstitutionActivated(Event, published=True):
    """Reviewed, agreed and staffed: mentees may come from here (1MM-006)."""

    institution_id: UUID
    type: str
    region: str


class InstitutionSuspended(Event, published=True):
    """For the time being no under-18 mentoring through this institution."""

    institution_id: UUID
    reason_code: Annotated[str, Indoors()]


class InstitutionReinstated(Event, published=True):
    """The suspension is over."""

    institution_id: UUID


class InstitutionWithdrew(Event, published=True):
    """The institution leaves the partnership from that day on."""

    institution_id: UUID
    effective_on: date


class MenteeAwaitsInstitution(Event):
    """A mentee named an institution that is not active yet."""

    institution_id: UUID
    mentee_id: UUID


class MenteeVouchedFor(Event):
    """The active institution stands behind this mentee's referral (1MM-054)."""

    institution_id: UUID
    mentee_id: UUID
    type: str
    region: str
