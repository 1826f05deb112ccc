"""Asked by reactions: what other services and aggregates said that bears on a plan."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Consequence

from ..events.codes import Band
from ..events.standing import Standing


class OpenPlan(Consequence):
    """These two were matched."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: Band
    made_at: datetime


class NoteChecklist(Consequence):
    """The formalities are complete (1MM-079)."""

    relationship_id: UUID
    items: tuple[str, ...]
    chaperone_id: UUID | None = None


class PausePlan(Consequence):
    """They pause."""

    relationship_id: UUID


class ResumePlan(Consequence):
    """They go on."""

    relationship_id: UUID


class SuspendPlan(Consequence):
    """The office holds it; no cause is given."""

    relationship_id: UUID


class ReleasePlan(Consequence):
    """The office lets go."""

    relationship_id: UUID


class EndPlan(Consequence):
    """It is over, from that day on."""

    relationship_id: UUID
    effective_on: date


class ReopenPlan(Consequence):
    """The end was taken back; what was stays in the log."""

    relationship_id: UUID


class ContinuePlan(Consequence):
    """One of the two said that it goes on: silence counts from here (JOH-28)."""

    relationship_id: UUID


class NoteShape(Consequence):
    """In what shape the two see it; one talk is a series of one (JOH-03, JOH-20)."""

    relationship_id: UUID
    shape: str


class CancelUpcoming(Consequence):
    """Nothing that lies ahead may go ahead."""

    relationship_id: UUID


class ChangeBand(Consequence):
    """The mentee is of another age band from 00:00 local on that day (1MM-077)."""

    relationship_id: UUID
    band: Band
    effective_on: date


class NoteDeniedVenue(Consequence):
    """The mentor of this plan was refused a venue nobody may use (1MM-063)."""

    relationship_id: UUID
    rule: str


class NoteInstitution(Consequence):
    """How the institution stands; an older standing than the known one changes nothing."""

    relationship_id: UUID
    standing: Standing


class NoteApplicationDate(Consequence):
    """When the mentor signed up (1MM-046)."""

    relationship_id: UUID
    applied_at: datetime
