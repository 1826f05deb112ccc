"""What can be asked about a case that somebody has. The actor's id is the person who asks.

All of these but reading are refused with is-a-person, is-not-a-raiser, is-not-accused or
is-on-the-team to anybody who has no business with the case.
"""

from datetime import datetime
from uuid import UUID

from shared.messages import Command, Consequence

from ..events import Agency, CaseText, CaseWords, Consent, Measure, Purpose, Threshold


class TriageDisclosure(Command):
    """Weigh it: which categories, which threshold, and why (SG-03, SG-34)."""

    case_id: UUID
    categories: tuple[str, ...]
    threshold: Threshold
    rationale: CaseText


class OpenCase(Command):
    """Name who leads it. Refused: is-triaged, newcomer-is-unconflicted."""

    case_id: UUID
    lead: UUID


class GrantCaseAccess(Command):
    """Let one more person read and work. Refused: leads-the-case, newcomer-is-unconflicted."""

    case_id: UUID
    person_id: UUID
    purpose: Purpose
    until: datetime | None = None


class RevokeCaseAccess(Command):
    """Shut one person out, at once. Refused: leads-the-case."""

    case_id: UUID
    person_id: UUID


class ReadCase(Command):
    """Ask to be shown the case. Kept either way: RecordRead or AccessRefused (SG-06, SG-07)."""

    case_id: UUID
    purpose: Purpose
    projection: str = "timeline"


class AddCaseNote(Command):
    """Put a note in the file; a corrected one names what it supersedes, and both remain."""

    case_id: UUID
    note_id: UUID
    text: CaseText
    supersedes: UUID | None = None


class MakeReferral(Command):
    """Pass it to an agency. Chased each working day until a reply is recorded (SG-08, SG-20)."""

    case_id: UUID
    referral_id: UUID
    agency: Agency
    consent_sought: Consent
    rationale: CaseText


class RecordReferralReply(Command):
    """The agency answered."""

    case_id: UUID
    referral_id: UUID
    outcome: CaseText


class ChaseReferral(Consequence):
    """A timer's: the reply to a referral is due (SG-08)."""

    case_id: UUID
    referral_id: UUID


class DecideNotToRefer(Command):
    """Keep it here, and say why. In the top band a second person must read that (SG-10)."""

    case_id: UUID
    rationale: CaseText


class SecondReadDecision(Command):
    """Stand by another's decision not to refer. Refused: is-another-than-the-decider (SG-10)."""

    case_id: UUID


class ApplyInterimMeasure(Command):
    """Let relationships rest until it is clearer; others see a hold like any other (SG-12)."""

    case_id: UUID
    measure_id: UUID
    kind: Measure
    relationship_ids: tuple[UUID, ...]
    rationale: CaseText


class LiftInterimMeasure(Command):
    """End a measure. Possible after the case is closed, too."""

    case_id: UUID
    measure_id: UUID
    rationale: CaseText


class CloseCase(Command):
    """Propose that everything was done; a second person approves (SG-03, SG-10).

    Refused: is-triaged, referral-is-decided, decision-was-second-read.
    """

    case_id: UUID
    outcome: str
    lessons: CaseWords = ""


class ApproveClosure(Command):
    """Agree with a proposed closure. Refused: is-another-than-the-proposer."""

    case_id: UUID


class ReopenCase(Command):
    """There is more to do after all; `cause` is a code."""

    case_id: UUID
    cause: str
