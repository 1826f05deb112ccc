"""What can be asked about a participant's training and about workshops."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Range

from shared.messages import Command, Consequence

from .telling import Code

Seconds = Annotated[int, Range(min=0)]
Percent = Annotated[int, Range(min=0, max=100)]
Minutes = Annotated[int, Range(min=0, max=600)]


class OpenTraining(Consequence):
    """Asked by a reaction: the participant is to do what the policy asks of the role."""

    participant_id: UUID
    person_id: UUID
    role: Literal["mentor", "mentee"]
    age_band: str | None = None
    assigned_by: UUID | None = None


class ChangeTrainingPath(Consequence):
    """Asked by a reaction: the participant came of age."""

    participant_id: UUID
    age_band: str


class SaveTrainingProgress(Command):
    """Keep how far a module is, in percent (1MM-036); an older save arriving late changes nothing.

    `seconds_spent` is all the time spent on the module so far. Refused with `module-known`.
    """

    participant_id: UUID
    module: str
    percent: Percent
    seconds_spent: Seconds = 0


class CompleteModule(Command):
    """Finish a module; possible after the due day too (1MM-035). Refused with `module-known`."""

    participant_id: UUID
    module: str
    seconds_spent: Seconds = 0
    score: int | None = None


class AcknowledgeHandbook(Command):
    """Say that one has read it, and that this is enough for oneself (ASME-16, ASME-17).

    Nobody approves it. Refused with `handbook-known`, or with `own-word`: where the policy leaves
    it to the person themself nobody else may say so, and where it does not somebody else has to.
    """

    participant_id: UUID
    item: str


class NoteWorkshopMinutes(Consequence):
    """Asked by a reaction: how long the participant attended."""

    participant_id: UUID
    workshop_id: UUID
    item: str
    minutes: int
    attended_on: date


class NoteInduction(Consequence):
    """Asked by a reaction: the participant was inducted."""

    participant_id: UUID
    held_on: date


class RemindOfTraining(Consequence):
    """Asked by a timer: the due day comes nearer."""

    participant_id: UUID


class MarkTrainingOverdue(Consequence):
    """Asked by a timer: the due day has come."""

    participant_id: UUID


class ScheduleWorkshop(Command):
    """Plan a group event for a training item; `informed_by` names consultations (ASME-18).

    Refused with `workshop-item`, with `places-allowed` where the policy has fewer places (ASME-25),
    or with `within-the-pilot` where a pilot would go on undecided (ASME-03).
    """

    workshop_id: UUID
    item: str
    starts_at: datetime
    minutes: Annotated[int, Range(min=1, max=600)]
    capacity: Annotated[int, Range(min=1)]
    mode: Code = "online"
    provider: str | None = None
    informed_by: tuple[UUID, ...] = ()


class BookWorkshopPlace(Command):
    """Ask for a place; when the workshop is full, the participant waits in line.

    Refused with `places-as-asked` where places are given by rank: see `RequestWorkshopPlace`.
    """

    workshop_id: UUID
    participant_id: UUID


class QueueForWorkshopPlace(Consequence):
    """Asked by a reaction: the participant asked for a place then, and has this rank."""

    workshop_id: UUID
    participant_id: UUID
    tier: int
    submitted_at: datetime


class AllocateWorkshopPlaces(Command):
    """Give out the places by rank, then by the time of asking (ASME-25 to ASME-28).

    The office asks this once a workshop; whoever asked for a place before then asked in time. Asked
    again, or where places are given as they are asked for, it changes nothing.
    """

    workshop_id: UUID


class GiveOutWorkshopPlaces(Consequence):
    """Asked by a reaction: everybody who asked in time is in line now."""

    workshop_id: UUID


class ReleaseWorkshopPlace(Command):
    """Give the place back; the next in line gets it (ASME-28)."""

    workshop_id: UUID
    participant_id: UUID


class ConfirmWorkshopPlace(Command):
    """Take the place for certain, where places are only held for a while; else nothing changes.

    Refused as `impossible` for whoever has no place (any more).
    """

    workshop_id: UUID
    participant_id: UUID


class ReleaseHeldPlace(Consequence):
    """Asked by a timer: this hold is over, and nobody confirmed the place."""

    workshop_id: UUID
    participant_id: UUID
    held_until: datetime


class RecordAttendance(Command):
    """How many minutes a participant was there (1MM-039); again with other minutes corrects it.

    The provider of the training may say so too (ASME-05); refused with `provider-gives-it` where
    the workshop has none.
    """

    workshop_id: UUID
    participant_id: UUID
    minutes: Minutes
