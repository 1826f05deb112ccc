"""What is done about a case once somebody has it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Event

from .texts import CaseText, CaseWords

Threshold = Literal["none", "low_level", "harm"]
Agency = Literal[
    "children_services",
    "adult_services",
    "police",
    "lado",
    "prevent_channel",
    "nrm",
    "dbs",
    "charity_commission",
]
Consent = Literal["yes", "no", "unsafe"]
Measure = Literal["suspend_mentor", "suspend_relationship", "no_contact"]
Purpose = Annotated[str, Length(min=1, max=80)]


class ConcernTriaged(Event):
    """A person weighed it and said why (SG-03, SG-34)."""

    case_id: UUID
    categories: tuple[str, ...]
    threshold: Threshold
    rationale: CaseText
    triaged_by: UUID


class CaseOpened(Event):
    """Somebody leads the case from here."""

    case_id: UUID
    lead: UUID


class CaseAccessGranted(Event):
    """One more person may read, for this purpose, until then."""

    case_id: UUID
    person_id: UUID
    purpose: Purpose
    until: datetime | None = None


class CaseAccessRevoked(Event):
    """A person may read no more, from this moment."""

    case_id: UUID
    person_id: UUID


class RecordRead(Event):
    """Somebody is about to be shown the case. Recorded before, never after (SG-07)."""

    case_id: UUID
    reader: UUID
    purpose: Purpose
    projection: str


class AccessRefused(Event):
    """Somebody asked to read and may not; by which rule (SG-06)."""

    case_id: UUID
    reader: str
    rule: str


class CaseNoteAdded(Event):
    """A note in the file."""

    case_id: UUID
    note_id: UUID
    text: CaseText
    supersedes: UUID | None = None


class ReferralMade(Event):
    """The matter was passed to an agency outside (SG-08, SG-20)."""

    case_id: UUID
    referral_id: UUID
    agency: Agency
    consent_sought: Consent
    rationale: CaseText
    reply_by: datetime


class ReferralChased(Event):
    """No reply by then: the agency is asked again (SG-08)."""

    case_id: UUID
    referral_id: UUID
    reply_by: datetime


class ReferralReplied(Event):
    """The agency answered."""

    case_id: UUID
    referral_id: UUID
    outcome: CaseText


class DecisionNotToReferRecorded(Event):
    """It is not passed on, and why (SG-10)."""

    case_id: UUID
    rationale: CaseText
    decided_by: UUID
    needs_second_reader: bool


class DecisionSecondRead(Event):
    """A second person stands by the decision not to refer (SG-10)."""

    case_id: UUID
    read_by: UUID


class InterimMeasureApplied(Event):
    """Until it is clearer these relationships rest; outside, it is a hold like any other."""

    case_id: UUID
    measure_id: UUID
    kind: Measure
    relationship_ids: tuple[UUID, ...]
    rationale: CaseText


class InterimMeasureLifted(Event):
    """They need rest no longer."""

    case_id: UUID
    measure_id: UUID
    relationship_ids: tuple[UUID, ...]
    rationale: CaseText


class ClosureProposed(Event):
    """Somebody thinks that everything was done; somebody else has to agree."""

    case_id: UUID
    outcome: str
    lessons: CaseWords = ""
    proposed_by: UUID


class CaseClosed(Event):
    """Two people agree that everything was done."""

    case_id: UUID
    outcome: str
    closed_by: UUID
    second_approver: UUID


class CaseReopened(Event):
    """There is more to do after all."""

    case_id: UUID
    cause: str
