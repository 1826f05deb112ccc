"""What other services say, as far as matching cares: their words, our fields."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Event

Tags = tuple[str, ...]


class MentorTrained(Event):
    """From profiles: a mentor may be proposed from here on."""

    mentor_id: UUID
    person_id: UUID


class MentorListed(Event):
    """From profiles: a mentor may be put forward. No protected attribute is read (1MM-052)."""

    mentor_id: UUID
    person_id: UUID
    capacity: int | None
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    listed_at: datetime
    facets: Tags = ()
    willingness: Tags = ()
    cannot_help: Tags = ()
    capacity_stated: bool = False


class MentorDetailsChanged(Event):
    """From profiles: what a listed mentor tells of themselves is another now."""

    mentor_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags
    willingness: Tags
    cannot_help: Tags


class MentorCapacitySet(Event):
    """From profiles: how many at once; None: no number of their own, the programme's holds."""

    mentor_id: UUID
    capacity: int | None


class MentorPaused(Event):
    """From profiles: a break."""

    mentor_id: UUID


class MentorResumed(Event):
    """From profiles: back from a break."""

    mentor_id: UUID


class MentorRoleEnded(Event):
    """From profiles: the operator ended a mentor's role. We do not read why."""

    mentor_id: UUID
    effective_on: date


class MentorWithdrawn(Event):
    """From profiles: a mentor left of their own accord."""

    mentor_id: UUID


class MenteeReadyForMatching(Event):
    """From profiles: a mentee may be proposed."""

    mentee_id: UUID
    person_id: UUID
    institution_id: UUID | None
    age_band: str
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    ready_at: datetime
    facets: Tags = ()


class MenteeDetailsChanged(Event):
    """From profiles: what a mentee who is ready tells of themselves is another now."""

    mentee_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags


class MembershipGranted(Event):
    """From profiles: the programme knows this person as a member."""

    programme: str
    person_id: UUID
    organisation: str


class MembershipEnded(Event):
    """From profiles: it no longer does."""

    programme: str
    person_id: UUID
    organisation: str


class StaffRoleGranted(Event):
    """From profiles: somebody has a role, perhaps at an institution."""

    person_id: UUID
    role: str
    region: str | None
    institution_id: UUID | None


class StaffRoleEnded(Event):
    """From profiles: they no longer have it."""

    person_id: UUID
    role: str
    region: str | None
    institution_id: UUID | None


class StaffCoverStarted(Event):
    """From profiles: somebody stands in for who has the role. We are not told for whom."""

    person_id: UUID
    role: str
    region: str | None
    institution_id: UUID | None


class StaffCoverEnded(Event):
    """From profiles: they no longer stand in."""

    person_id: UUID
    role: str
    region: str | None
    institution_id: UUID | None


class PriorityTierAssigned(Event):
    """From profiles: which rank somebody has, 1 first. We do not read for what."""

    participant_id: UUID
    role: str
    tier: int


class MenteeLeft(Event):
    """From profiles: a mentee left the programme."""

    mentee_id: UUID


class AgeBandChanged(Event):
    """From profiles: a mentee came of age."""

    mentee_id: UUID
    to_band: str


class InstitutionActivated(Event):
    """From profiles: an institution can answer for its mentees."""

    institution_id: UUID


class InstitutionSuspended(Event):
    """From profiles: for now it cannot."""

    institution_id: UUID


class InstitutionReinstated(Event):
    """From profiles: it can again."""

    institution_id: UUID


class InstitutionWithdrew(Event):
    """From profiles: it left the programme."""

    institution_id: UUID


class SessionHeld(Event):
    """From sessions: they met."""

    session_id: UUID
    relationship_id: UUID
    held_at: datetime


class FitDenied(Event):
    """From sessions: after a first talk one of the two would rather not go on. Never who."""

    relationship_id: UUID


class PairDormant(Event):
    """From sessions: nothing was heard of the two for long."""

    relationship_id: UUID


class SeriesCompleted(Event):
    """From sessions: as many talks were held as the two had chosen."""

    relationship_id: UUID


class SessionScheduled(Event):
    """From sessions: they have planned to meet."""

    session_id: UUID
    relationship_id: UUID


class HoldPlaced(Event):
    """From the administration: this relationship rests. Never why."""

    relationship_id: UUID


class HoldLifted(Event):
    """From the administration: it may go on."""

    relationship_id: UUID
