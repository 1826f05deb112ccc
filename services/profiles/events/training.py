"""What is recorded about training: one stream a participant, one a workshop."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class TrainingAssigned(Event, published=True):
    """The participant is to do these items; `due_on` and `remind_at` are instants (1MM-035)."""

    participant_id: UUID
    person_id: UUID
    role: str
    items: tuple[str, ...]
    due_on: datetime | None
    remind_at: Annotated[datetime | None, Indoors()] = None
    age_band: Annotated[str | None, Indoors()] = None
    assigned_by: Annotated[UUID | None, Indoors()] = None


class TrainingPathChanged(Event):
    """Another expression applies now, because the participant came of age."""

    participant_id: UUID
    age_band: str


class TrainingProgressSaved(Event):
    """How far a module is, in percent; never moves back (1MM-036)."""

    participant_id: UUID
    module: str
    percent: int
    seconds_spent: int = 0


class TrainingModuleCompleted(Event):
    """A module is done (1MM-034, 1MM-038)."""

    participant_id: UUID
    module: str
    level: int
    seconds_spent: int = 0
    score: int | None = None
    completed_on: date


class HandbookAcknowledged(Event):
    """A handbook was read; `self_certified` if it is the person's own word (ASME-17)."""

    participant_id: UUID
    item: str
    acknowledged_on: date
    self_certified: bool


class WorkshopMinutesNoted(Event):
    """The participant's own record knows how long they attended a workshop of this item."""

    participant_id: UUID
    workshop_id: UUID
    item: str
    minutes: int
    attended_on: date


class InductionNoted(Event):
    """The participant's own record knows of the induction."""

    participant_id: UUID
    held_on: date


class TrainingPartCompleted(Event):
    """One item is satisfied; `unusual` when it took less or more time than expected (1MM-034).

    `voluntary` when nobody had to do it (1MM-086).
    """

    participant_id: UUID
    item: str
    completed_on: date
    seconds_spent: int = 0
    unusual: bool = False
    voluntary: bool = False


class TrainingDueSoon(Event):
    """The reminder before the due day (1MM-035)."""

    participant_id: UUID
    due_on: datetime


class TrainingOverdue(Event):
    """The due day came; the training stays open (1MM-035)."""

    participant_id: UUID
    due_on: datetime


class MentorTrained(Event, published=True):
    """Everything asked of this mentor is done, on the later of the days (1MM-042)."""

    mentor_id: UUID
    person_id: UUID
    satisfied_by: tuple[str, ...]
    completed_on: date


class TrainingCompleted(Event):
    """Everything asked of this mentee is done."""

    participant_id: UUID
    person_id: UUID
    satisfied_by: tuple[str, ...]
    completed_on: date


class WorkshopScheduled(Event):
    """A group event for one training item; `by_tier`: its places are given by rank (ASME-25).

    `informed_by` names the consultations it was made with in mind (ASME-18).
    """

    workshop_id: UUID
    item: str
    starts_at: datetime
    minutes: int
    capacity: int
    mode: str = "online"
    provider: str | None = None
    by_tier: bool = False
    informed_by: tuple[UUID, ...] = ()


class WorkshopPlaceAllocated(Event):
    """There is a place for the participant; the rank and the time of asking where they decided.

    Where `held_until` is given it goes to the next in line then, unless it was confirmed.
    """

    workshop_id: UUID
    participant_id: UUID
    tier: int | None = None
    submitted_at: datetime | None = None
    held_until: datetime | None = None


class WorkshopPlaceConfirmed(Event):
    """The participant takes the place for certain."""

    workshop_id: UUID
    participant_id: UUID


class WorkshopPlaceWaitlisted(Event):
    """The participant waits: for the places to be given out, or for one that is given back.

    The line goes by rank, time of asking and id, or by order of asking where there are no ranks.
    """

    workshop_id: UUID
    participant_id: UUID
    tier: int | None = None
    submitted_at: datetime | None = None


class WorkshopRequestsClosed(Event):
    """The office wants the places given out; requests from now on are late for it (ASME-27)."""

    workshop_id: UUID


class WorkshopPlacesGivenOut(Event):
    """The places were given out by rank: so many, and so many wait (ASME-25 to ASME-28)."""

    workshop_id: UUID
    places: int
    waiting: int


class WorkshopPlaceReleased(Event):
    """The participant gives the place back, or has `lapsed`: it was held and never confirmed."""

    workshop_id: UUID
    participant_id: UUID
    lapsed: bool = False


class WorkshopAttendanceRecorded(Event):
    """How long the participant was there (1MM-039)."""

    workshop_id: UUID
    participant_id: UUID
    item: str
    minutes: int
    attended_on: date
