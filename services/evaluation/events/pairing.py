"""One participation over time: relationships, answers before and after, and how they pair."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

from .instruments import Role
from .responses import Phase

Status = Literal["asked", "expired", "declined", "submitted", "invalidated"]
Verdict = Literal["sooner", "as_expected", "later", "no_expectation"]
Standing = Literal[
    "paired",
    "no_pre",
    "pre_declined",
    "pre_expired",
    "pre_invalidated",
    "pre_after_first_session",
    "still_active",
    "no_end",
    "end_declined",
    "end_expired",
    "end_invalidated",
    "instrument_changed",
]


class ParticipantEnrolled(Event):
    """Somebody applied or was referred; the lead time runs from here (1MM-046)."""

    participant_id: UUID
    person_id: UUID
    role: Role
    applied_at: datetime


class ResponseNoted(Event):
    """How one of their questionnaires stands."""

    participant_id: UUID
    response_id: UUID
    relationship_id: UUID | None
    phase: Phase
    status: Status
    instrument: str | None
    noted_at: datetime


class RelationshipBound(Event):
    """They were matched.

    The first relationship takes the answers given before any; later ones ask anew.
    """

    participant_id: UUID
    person_id: UUID
    role: Role
    relationship_id: UUID
    made_at: datetime
    first: bool


class RelationshipBegun(Event):
    """They met for the first time in this relationship (1MM-001)."""

    participant_id: UUID
    relationship_id: UUID
    started_at: datetime


class SessionCounted(Event):
    """A session that was held, for the dosage (1MM-059). `minutes` long."""

    participant_id: UUID
    relationship_id: UUID
    session_id: UUID
    held_at: datetime
    minutes: int


class FirstMeetingReached(Event):
    """So many days lie between applying and the first session held; the programme expects a band of
    weeks (1MM-046).
    """

    participant_id: UUID
    days: int
    expected_weeks: tuple[int, ...]
    verdict: Verdict


class RelationshipOver(Event):
    """The relationship ended on this day."""

    participant_id: UUID
    relationship_id: UUID
    ended_on: date


class ResponsePaired(Event, published=True):
    """One valid answer before and one at the end, by the same person in the same relationship
    (1MM-106).
    """

    pair_id: UUID
    relationship_id: UUID
    participant_id: UUID
    role: Role
    pre_response: UUID
    end_response: UUID
    days_between: Annotated[int, Indoors()]
    sessions_held: Annotated[int, Indoors()]


class PairBroken(Event):
    """One half of a pair no longer counts, and so the pair does not."""

    pair_id: UUID
    relationship_id: UUID
    participant_id: UUID


class StandingChanged(Event):
    """Whether somebody's answers in this relationship are paired; if not, why not (1MM-106)."""

    participant_id: UUID
    relationship_id: UUID
    role: Role
    standing: Standing
    started_on: date | None
    ended_on: date | None
    pair_id: UUID | None
    pre_response: UUID | None
    end_response: UUID | None
