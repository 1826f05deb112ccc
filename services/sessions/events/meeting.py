"""Sessions: planned, moved, held or not, attested, corrected, written up."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event, Json

from .codes import Band, Code, Kind, Minutes, Sealed


class SessionScheduled(Event, published=True):
    """A session has a time, a way to meet and, for a minor, a chaperone (1MM-060 to 065).

    `exception` names what allows them to meet in person where it is not offered (1MM-067).
    `prompt_at` is when somebody is asked what it is to be about (JOH-37), `dormant_at` when the
    two count as silent if nothing more is heard of them (JOH-28).
    """

    session_id: UUID
    relationship_id: UUID
    number: int
    starts_at: datetime
    ends_at: datetime
    mode: Code
    venue_type: Code | None = None
    chaperone_id: UUID | None = None
    premises_id: Annotated[UUID | None, Indoors()] = None
    exception: Annotated[Code | None, Indoors()] = None
    kind: Annotated[Kind, Indoors()] = "ordinary"
    prompt_at: Annotated[datetime | None, Indoors()] = None
    dormant_at: Annotated[datetime | None, Indoors()] = None


class SessionRescheduled(Event, published=True):
    """The same session at another time; the earlier time stays in the log."""

    session_id: UUID
    relationship_id: UUID
    starts_at: datetime
    ends_at: datetime
    prompt_at: Annotated[datetime | None, Indoors()] = None
    dormant_at: Annotated[datetime | None, Indoors()] = None


class SessionCancelled(Event, published=True):
    """It will not take place. The reason stays indoors, so that nobody can infer one."""

    session_id: UUID
    relationship_id: UUID
    reason_code: Annotated[Code, Indoors()]


class SessionHeld(Event, published=True):
    """They met (QS-11: when, how long, what was done).

    `variance` is minutes over or under the nominal (1MM-056).
    """

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    institution_id: UUID | None
    number: int
    held_at: datetime
    minutes: Minutes
    mode: Code
    age_band: Band
    topics: Annotated[tuple[str, ...], Indoors()]
    attendees: Annotated[tuple[str, ...], Indoors()]
    venue_type: Annotated[Code | None, Indoors()] = None
    premises_id: Annotated[UUID | None, Indoors()] = None
    chaperone_present: Annotated[bool, Indoors()] = False
    variance: Annotated[int, Indoors()] = 0
    recorded_by: Annotated[str, Indoors()]
    written_at: Annotated[datetime, Indoors()]
    overdue_at: Annotated[datetime | None, Indoors()] = None
    exception: Annotated[Code | None, Indoors()] = None
    kind: Annotated[Kind, Indoors()] = "ordinary"
    dormant_at: Annotated[datetime | None, Indoors()] = None


class SessionNotHeld(Event, published=True):
    """It was due and did not happen."""

    session_id: UUID
    relationship_id: UUID
    cause: Code


class SessionAttested(Event):
    """A second voice confirms the record (A5)."""

    session_id: UUID
    relationship_id: UUID
    attested_by: str


class SessionCorrected(Event):
    """The record said one thing and should say another; both stay."""

    session_id: UUID
    relationship_id: UUID
    was: Json
    now: Json
    reason_code: Code


class SessionFlagged(Event):
    """Accepted, and to be looked at: beyond the cap, recorded late (and why, if said), not
    scheduled, long.

    1MM-058, ASME-20.
    """

    session_id: UUID
    relationship_id: UUID
    reason: Code
    because: Code | None = None


class SessionNeedsReview(Event):
    """A scheduled session no longer fits the rules that hold at its start (1MM-069, 077)."""

    session_id: UUID
    relationship_id: UUID
    rules: tuple[str, ...]


class SessionNoteRecorded(Event):
    """What was talked about, by topic and perhaps in words (1MM-090)."""

    session_id: UUID
    relationship_id: UUID
    mentee_person_id: UUID
    topics: tuple[str, ...]
    note: Sealed = ""
    shared_with_mentee: bool = False


class ChaperoneAbsent(Event, published=True):
    """A minor was met without the chaperone the policy requires (1MM-065)."""

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID


class OutOfPolicyMeetingRecorded(Event, published=True):
    """A meeting took place that could not have been scheduled; `rules` says why."""

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID
    rules: tuple[str, ...]
