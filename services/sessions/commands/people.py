"""Asked by reactions, about the mentor, the mentee and the institution."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Consequence

from ..events.codes import Band


class NoteApplication(Consequence):
    """A mentor signed up."""

    mentor_id: UUID
    applied_at: datetime


class TakeOnPlan(Consequence):
    """A mentor has a plan."""

    mentor_id: UUID
    relationship_id: UUID


class StandDown(Consequence):
    """A mentor's role ended."""

    mentor_id: UUID


class CountMinorSession(Consequence):
    """A session with a minor was held (SG-24)."""

    mentor_id: UUID
    session_id: UUID
    held_at: datetime


class CountDeniedVenue(Consequence):
    """A mentor was refused a venue nobody may use (1MM-063)."""

    mentor_id: UUID
    relationship_id: UUID
    rule: str


class FollowPlan(Consequence):
    """A mentee has a plan, matched under this band."""

    mentee_id: UUID
    relationship_id: UUID
    age_band: Band


class ChangeMenteeBand(Consequence):
    """A mentee is of another age band from that day on."""

    mentee_id: UUID
    band: Band
    effective_on: date


class LapseConsent(Consequence):
    """A mentee, or who consented for them, takes a consent back."""

    mentee_id: UUID
    purpose: str


class HostPlan(Consequence):
    """An institution's mentee has a plan."""

    institution_id: UUID
    relationship_id: UUID


class NoteActivity(Consequence):
    """An institution works with the programme, or does not."""

    institution_id: UUID
    active: bool


class NotePremises(Consequence):
    """An institution registered premises."""

    institution_id: UUID
    premises_id: UUID


class NoteStaff(Consequence):
    """Somebody holds a role at an institution, or `holds` it no longer."""

    institution_id: UUID
    person_id: UUID
    role: str
    holds: bool = True


class NoteLead(Consequence):
    """A lead's role is filled or vacant."""

    institution_id: UUID
    role: str
    vacant: bool
