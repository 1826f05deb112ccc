"""What can be asked about a human being and their certificates."""

from datetime import date
from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Command, Consequence

Name = Annotated[str, Length(min=1, max=200)]


class RegisterPerson(Command):
    """Make a person known. Name, birth date and contacts are sealed and never published."""

    person_id: UUID
    name: Name
    date_of_birth: date | None = None
    email: str | None = None
    phone: str | None = None


class CorrectPersonName(Command):
    """The name was wrong or has changed; certificates are issued anew (1MM-043), those of every
    programme under its own rules.
    """

    person_id: UUID
    name: Name


class ChangePersonContacts(Command):
    """How the office reaches this person."""

    person_id: UUID
    email: str | None = None
    phone: str | None = None


class CertifyPerson(Consequence):
    """Asked by a reaction: this training is complete and may be certified."""

    person_id: UUID
    mentor_id: UUID
    parts: tuple[str, ...]
    completed_on: date


class IssueCertificate(Consequence):
    """Asked by a reaction: issue it once for each name it is asked under (1MM-043).

    `renewed`: the name is new and the training is not, so that only what was issued is replaced.
    """

    mentor_id: UUID
    person_id: UUID
    name: str | None = None
    parts: tuple[str, ...]
    completed_on: date
    renewed: bool = False


class RevokeCertificate(Command):
    """The certificate is not valid any more. Refused as `impossible` if it was never issued."""

    mentor_id: UUID
    certificate_id: UUID
    reason_code: str


class AcknowledgePolicyDocument(Command):
    """The participant has read the current version of a document (1MM-073).

    Refused with `document-known` or `version-current`, both read from the policy in force now.
    """

    participant_id: UUID
    person_id: UUID
    kind: str
    document_version: Annotated[int, Range(min=1)] = 1
