"""Other services' events, with the fields this one reads."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.messages import Event

Band = Literal["minor", "adult"]


class StaffRoleGranted(Event):
    """profiles: somebody has a role, perhaps at an institution."""

    person_id: UUID
    role: str
    institution_id: UUID | None


class StaffRoleEnded(Event):
    """profiles: somebody has a role no longer."""

    person_id: UUID
    role: str
    institution_id: UUID | None


class InstitutionActivated(Event):
    """profiles: an institution may host mentoring."""

    institution_id: UUID


class InstitutionSuspended(Event):
    """profiles: for now it may not."""

    institution_id: UUID


class InstitutionReinstated(Event):
    """profiles: it may again."""

    institution_id: UUID


class InstitutionWithdrew(Event):
    """profiles: it leaves."""

    institution_id: UUID


class InstitutionRoleVacant(Event):
    """profiles: a role an institution must have has no holder."""

    institution_id: UUID
    role: str


class SafeguardingLeadAppointed(Event):
    """profiles: the role has a holder."""

    institution_id: UUID
    role: str
    person_id: UUID


class SafeguardingLeadRelieved(Event):
    """profiles: somebody holds the role no longer."""

    institution_id: UUID
    role: str
    person_id: UUID


class PremisesRegistered(Event):
    """profiles: a place of an institution's own."""

    institution_id: UUID
    premises_id: UUID


class MentorApplicationStarted(Event):
    """profiles: a mentor signed up."""

    mentor_id: UUID


class MentorRoleEnded(Event):
    """profiles: a mentor is one no longer."""

    mentor_id: UUID


class AgeBandChanged(Event):
    """profiles: a mentee came of age."""

    mentee_id: UUID
    to_band: Band
    effective_on: date


class ConsentWithdrawn(Event):
    """profiles: a consent was taken back."""

    mentee_id: UUID
    purpose: str


class MatchMade(Event):
    """matching: these two belong together."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: Band
    made_at: datetime


class StartChecklistCompleted(Event):
    """matching: the formalities before the first session are done."""

    relationship_id: UUID
    items: tuple[str, ...]
    chaperone_id: UUID | None


class RelationshipPaused(Event):
    """matching: they pause."""

    relationship_id: UUID


class RelationshipResumed(Event):
    """matching: they go on."""

    relationship_id: UUID


class RelationshipSuspended(Event):
    """matching: held by the office."""

    relationship_id: UUID


class SuspensionLifted(Event):
    """matching: released by the office."""

    relationship_id: UUID


class RelationshipContinued(Event):
    """matching: asked whether it goes on, one of them said so."""

    relationship_id: UUID


class RelationshipShapeAgreed(Event):
    """matching: both see it in the same shape."""

    relationship_id: UUID
    shape: str


class EndReversed(Event):
    """matching: the end was taken back."""

    relationship_id: UUID


class RelationshipEnded(Event):
    """matching: it is over."""

    relationship_id: UUID
    effective_on: date
