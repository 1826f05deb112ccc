"""What can be asked about small worries and reviews."""

from uuid import UUID

from shared.messages import Command

from ..events import ConcernText, ReviewKind, ReviewText


class RecordLowLevelConcern(Command):
    """Keep a small worry about an adult; the code is one of the code of conduct's (SG-11)."""

    person_id: UUID
    concern_id: UUID
    behaviour_code: str
    self_referral: bool = False
    narrative: ConcernText


class OpenReview(Command):
    """Ask the staff to look at something. Mostly a reaction's (1MM-021, 063, 065, 076)."""

    review_id: UUID
    kind: ReviewKind
    mentor_id: UUID | None = None
    person_id: UUID | None = None
    relationship_id: UUID | None = None
    session_id: UUID | None = None
    rules: tuple[str, ...] = ()


class DecideDbsDuty(Command):
    """Say whether the barring service must be told (1MM-022, SG-27).

    Refused: is-a-person, review-is-open.
    """

    review_id: UUID
    duty_to_refer: bool
    rationale: ReviewText


class CompleteReview(Command):
    """Say what was found. `reason_code` is the office's reason where a mentor's role was ended.

    Refused: is-a-person, review-is-open, reason-is-known, dbs-duty-is-decided.
    """

    review_id: UUID
    finding: str
    reason_code: str | None = None
    rationale: ReviewText
