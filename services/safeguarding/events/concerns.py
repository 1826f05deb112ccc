"""Small worries about an adult, and things somebody should look at."""

from typing import Literal
from uuid import UUID

from shared.messages import Event

from .texts import ConcernText, ReviewText

ReviewKind = Literal[
    "chaperone_absent",
    "out_of_policy_meeting",
    "out_of_policy_contact",
    "policy_break_attempted",
    "mentor_role_ended",
    "regulated_activity",
    "gift_limit",
    "low_level_pattern",
]


class LowLevelConcernRecorded(Event):
    """An adult did something that is no harm and yet not right, perhaps by own report (SG-11)."""

    person_id: UUID
    concern_id: UUID
    behaviour_code: str
    self_referral: bool
    narrative: ConcernText


class PatternRaised(Event):
    """The small worries about one adult add up (SG-11)."""

    person_id: UUID
    rule: str
    concern_ids: tuple[UUID, ...]


class ReviewOpened(Event):
    """Somebody of the safeguarding staff should look at this and say what they found."""

    review_id: UUID
    kind: ReviewKind
    mentor_id: UUID | None = None
    person_id: UUID | None = None
    relationship_id: UUID | None = None
    session_id: UUID | None = None
    rules: tuple[str, ...] = ()


class DbsDutyDecided(Event):
    """Whether the barring service must be told of a person; kept either way (1MM-022, SG-27)."""

    review_id: UUID
    duty_to_refer: bool
    rationale: ReviewText
    decided_by: UUID


class ReviewCompleted(Event):
    """Somebody looked, and this is what they found."""

    review_id: UUID
    finding: str
    reason_code: str | None = None
    rationale: ReviewText
    completed_by: UUID
