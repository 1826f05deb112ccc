"""Whether the pair may meet at all: the plan's own standing."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Event, Value

from .codes import Band


class Staff(Value):
    """Somebody with a role at an institution."""

    person_id: UUID
    role: str


class Standing(Value):
    """An institution as its plans need to know it. `ordinal` grows with every change."""

    ordinal: int = 0
    active: bool = False
    vacant: tuple[str, ...] = ()
    premises: tuple[UUID, ...] = ()
    staff: tuple[Staff, ...] = ()


class PlanOpened(Event):
    """A match was made: these two may be planned for."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: Band
    made_at: datetime
    dormant_at: datetime | None = None


class ChecklistNoted(Event):
    """The formalities before the first session are complete (1MM-079)."""

    relationship_id: UUID
    items: tuple[str, ...]
    chaperone_id: UUID | None = None


class PlanPaused(Event):
    """No sessions for the time being."""

    relationship_id: UUID


class PlanResumed(Event):
    """Sessions may be planned again; the cadence counts afresh."""

    relationship_id: UUID
    overdue_at: datetime | None = None
    last_held_at: datetime | None = None
    dormant_at: datetime | None = None


class PlanSuspended(Event):
    """No sessions until the office says so. No cause is known here."""

    relationship_id: UUID


class PlanReleased(Event):
    """The office says so."""

    relationship_id: UUID
    overdue_at: datetime | None = None
    last_held_at: datetime | None = None
    dormant_at: datetime | None = None


class PlanEnded(Event):
    """There will be no more sessions."""

    relationship_id: UUID
    effective_on: date


class PlanReopened(Event):
    """The end was taken back: there can be sessions again."""

    relationship_id: UUID
    overdue_at: datetime | None = None
    last_held_at: datetime | None = None
    dormant_at: datetime | None = None


class PlanContinued(Event):
    """It goes on, said one of the two: silence counts from here (JOH-28)."""

    relationship_id: UUID
    said_at: datetime
    dormant_at: datetime | None = None


class PlanBandChanged(Event):
    """From this instant on the mentee counts as of this age band (1MM-077)."""

    relationship_id: UUID
    band: Band
    since: datetime


class DeniedVenueNoted(Event):
    """The mentor of this plan asked for a venue nobody may use, and was refused (1MM-063)."""

    relationship_id: UUID
    mentor_id: UUID
    rule: str


class InstitutionNoted(Event):
    """How the institution of this plan stands."""

    relationship_id: UUID
    standing: Standing
