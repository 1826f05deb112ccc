"""What a relationship records, from the match to the last thank-you."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class RelationshipOpened(Event):
    """A match was made; the paperwork can begin."""

    relationship_id: UUID
    pool_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: str
    first_contact_at: datetime | None = None


class AgreementSigned(Event, published=True):
    """One side signed the mentoring agreement."""

    relationship_id: UUID
    by_role: str


class StartChecklistCompleted(Event, published=True):
    """The formalities before a first session are done (1MM-079)."""

    relationship_id: UUID
    items: tuple[str, ...]
    chaperone_id: UUID | None


class EarlySessionNoted(Event):
    """They met before this service had heard that they are a pair."""

    relationship_id: UUID
    session_id: UUID
    held_at: datetime


class RelationshipStarted(Event, published=True):
    """They met for the first time; the term runs from here (1MM-058)."""

    relationship_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    first_session_id: UUID
    started_at: datetime
    term_ends_at: Annotated[datetime | None, Indoors()] = None
    notice_at: Annotated[datetime | None, Indoors()] = None


class RelationshipExtended(Event):
    """They go on for longer than the programme first meant."""

    relationship_id: UUID
    term_ends_at: datetime
    notice_at: datetime


class TermEnding(Event):
    """The term is nearly over: time to speak of the ending (1MM-058)."""

    relationship_id: UUID
    term_ends_at: datetime


class TermReached(Event):
    """The term is over; `overrun` says what the programme makes of going on (1MM-058)."""

    relationship_id: UUID
    overrun: str


class RelationshipPaused(Event, published=True):
    """They take a break."""

    relationship_id: UUID
    by_role: Annotated[str, Indoors()]
    until: Annotated[date | None, Indoors()] = None
    reason_code: Annotated[str | None, Indoors()] = None


class RelationshipResumed(Event, published=True):
    """They are back from their break."""

    relationship_id: UUID


class HoldRecorded(Event):
    """A ground for holding the relationship; there can be several at once."""

    relationship_id: UUID
    ground: str


class HoldReleased(Event):
    """One ground for holding the relationship is gone."""

    relationship_id: UUID
    ground: str


class RelationshipSuspended(Event, published=True):
    """Nothing happens between them for now. The same words whatever the ground."""

    relationship_id: UUID
    reason: str = "administrative"


class SuspensionLifted(Event, published=True):
    """They may go on."""

    relationship_id: UUID


class AgeBandNoted(Event):
    """The mentee came of age; other rules hold from here."""

    relationship_id: UUID
    age_band: str


class FitConcernReported(Event, published=True):
    """One of them finds that it does not click (1MM-082)."""

    relationship_id: UUID
    by_role: str
    session_number: int
    reason_code: Annotated[str, Indoors()]


class FitAdviceGiven(Event):
    """Advice on good relationships was offered; `review`: the office looks at the match as well
    (1MM-082).
    """

    relationship_id: UUID
    by_role: str
    resource: str
    review: bool


class RelationshipEnded(Event, published=True):
    """It is over, on this day and in this manner. The closing steps follow."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    kind: str
    effective_on: date
    reason_code: Annotated[str | None, Indoors()] = None
    by_role: Annotated[str, Indoors()]
    pool_id: Annotated[UUID, Indoors()]
    institution_id: Annotated[UUID | None, Indoors()]
    steps: Annotated[tuple[str, ...], Indoors()]
    closure_due_at: Annotated[datetime, Indoors()]


class ClosureStepCompleted(Event):
    """One step of parting well is done."""

    relationship_id: UUID
    step: str


class RelationshipClosed(Event, published=True):
    """The parting is done, or its time is up; `missing` names the steps that were not taken."""

    relationship_id: UUID
    complete: bool
    missing: tuple[str, ...]


class EndReversed(Event, published=True):
    """The end was a mistake and both want to go on; nothing is deleted."""

    relationship_id: UUID
    reason_code: Annotated[str, Indoors()]
    approved_by: Annotated[UUID, Indoors()]
    pool_id: Annotated[UUID, Indoors()]
    institution_id: Annotated[UUID | None, Indoors()]
    term_ends_at: Annotated[datetime | None, Indoors()]
    notice_at: Annotated[datetime | None, Indoors()]
