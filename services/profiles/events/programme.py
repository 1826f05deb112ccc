"""What a programme records about its own rules."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

# The envelope says it to others. What was recorded before this was kept apart is of all programmes.
InProgramme = Annotated[str | None, Indoors()]


class ProgrammePolicyPublished(Event, published=True):
    """A compiled and checked policy document is in force from `effective_from` (1MM-004)."""

    programme: str
    policy_version: int
    effective_from: datetime
    document: dict[str, Any]
    sha256: str


class PilotOutcomeDecided(Event, published=True):
    """The pilot is over and it was decided whether it goes on (ASME-03)."""

    programme: str
    outcome: str
    rationale: Annotated[str, Indoors()]


class StaffRoleGranted(Event, published=True):
    """A person works for the operator or an institution in this role (1MM-005, 1MM-007).

    `programme` is the one it is for; None where it is an institution's own or of all programmes.
    """

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None


class StaffRoleEnded(Event, published=True):
    """The person no longer holds that role; in other programmes they may hold it still."""

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None
    programme: InProgramme = None


class TrainingAssignmentApproved(Event):
    """A member of staff who holds the role in that region assigned training (1MM-005)."""

    assigned_by: UUID
    assigner_role: str
    participant_id: UUID
    person_id: UUID
    role: str
    age_band: str | None = None
    region: str | None = None
