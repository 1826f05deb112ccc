"""The mentor, the mentee and the institution, each with the plans that concern them."""

from datetime import date, datetime
from uuid import UUID

from shared.messages import Event

from .codes import Band
from .standing import Standing


class MentorApplied(Event):
    """When this mentor signed up.

    `relationship_id` is the first plan, where there is one already (1MM-046).
    """

    mentor_id: UUID
    applied_at: datetime
    relationship_id: UUID | None = None


class PlanTakenOn(Event):
    """The mentor has this plan. `applied_at` stands on the first one only.

    A lead time is measured once.
    """

    mentor_id: UUID
    relationship_id: UUID
    applied_at: datetime | None = None


class MentorStoodDown(Event):
    """The mentor's role ended; the plans named have sessions that must not go ahead."""

    mentor_id: UUID
    plans: tuple[UUID, ...]


class MinorSessionCounted(Event):
    """A session with a minor counts towards regulated activity, by local day (SG-24)."""

    mentor_id: UUID
    session_id: UUID
    day: date


class RegulatedActivityThresholdReached(Event, published=True):
    """So many days with minors within the window that the role is regulated activity (SG-24)."""

    mentor_id: UUID
    window_start: date
    days: tuple[date, ...]


class DeniedVenueTried(Event):
    """A mentor asked for a venue nobody may use, and was refused (1MM-063)."""

    mentor_id: UUID
    relationship_id: UUID
    rule: str
    count: int


class PolicyBreakAttempted(Event, published=True):
    """A mentor keeps asking for what is denied (1MM-063)."""

    relationship_id: UUID
    mentor_id: UUID
    rule: str


class PlanFollowed(Event):
    """The mentee has this plan.

    Band and day only where a change of band was heard before the match.
    """

    mentee_id: UUID
    relationship_id: UUID
    band: Band | None = None
    effective_on: date | None = None


class MenteeBandChanged(Event):
    """The mentee counts as of another age band from 00:00 on this day (1MM-077)."""

    mentee_id: UUID
    band: Band
    effective_on: date
    plans: tuple[UUID, ...]


class MenteeConsentLapsed(Event):
    """A consent that contact rests on is no more (1MM-075)."""

    mentee_id: UUID
    purpose: str
    plans: tuple[UUID, ...]


class PlanHosted(Event):
    """The institution has this plan; this is how it stands now."""

    institution_id: UUID
    relationship_id: UUID
    standing: Standing


class InstitutionChanged(Event):
    """The institution stands differently; the plans named are told."""

    institution_id: UUID
    standing: Standing
    plans: tuple[UUID, ...]
