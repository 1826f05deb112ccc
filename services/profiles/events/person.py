"""What is recorded about a human being, whatever programmes they take part in."""

from datetime import date
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event

Name = Annotated[str | None, Personal(of="person_id")]
Contact = Annotated[str | None, Personal(of="person_id")]


class PersonRegistered(Event):
    """Somebody is known to the operator."""

    person_id: UUID
    name: Annotated[str, Personal(of="person_id")]
    date_of_birth: Annotated[date | None, Personal(of="person_id")] = None
    email: Contact = None
    phone: Contact = None


class PersonNameCorrected(Event):
    """The person's name was wrong, or is another now."""

    person_id: UUID
    name: Annotated[str, Personal(of="person_id")]


class PersonContactsChanged(Event):
    """How the office reaches this person."""

    person_id: UUID
    email: Contact = None
    phone: Contact = None


class PersonCertified(Event):
    """A finished training may be certified under this name (1MM-043). Said anew with a new name:
    `renewed`, in whichever programme that name was told.
    """

    person_id: UUID
    mentor_id: UUID
    name: Name = None
    parts: tuple[str, ...]
    completed_on: date
    renewed: bool = False


class CertificateIssued(Event, published=True):
    """A certificate anyone can verify by its number; `replaces` links a re-issue (1MM-043)."""

    certificate_id: UUID
    number: str
    mentor_id: UUID
    completed_on: date
    person_id: Annotated[UUID, Indoors()]
    name: Name = None
    parts: Annotated[tuple[str, ...], Indoors()] = ()
    signatory: Annotated[str | None, Indoors()] = None
    replaces: Annotated[UUID | None, Indoors()] = None


class CertificateRevoked(Event):
    """The certificate is no longer valid."""

    certificate_id: UUID
    mentor_id: UUID
    reason_code: Annotated[str, Indoors()]


class PolicyDocumentAcknowledged(Event, published=True):
    """The participant has read this version of an operator's document (1MM-073)."""

    participant_id: UUID
    person_id: UUID
    kind: str
    document_version: int
