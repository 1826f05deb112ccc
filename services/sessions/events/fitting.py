"""Whether two people suit each other, and on what terms they go on."""

from datetime import datetime
from uuid import UUID

from shared.durations import Iso
from shared.messages import Event

from .codes import Code, Fit, Role, Sealed


class FitDecisionRecorded(Event):
    """One of the two said whether to go on; who said what stays here (JOH-21)."""

    relationship_id: UUID
    by_role: Role
    verdict: Fit


class FitConfirmed(Event, published=True):
    """Both want to go on (JOH-21)."""

    relationship_id: UUID


class FitDenied(Event, published=True):
    """They do not go on; neither who said so nor why is told (JOH-21).

    Nothing more is planned for them; what lies ahead is called off.
    """

    relationship_id: UUID


class TermsProposed(Event):
    """One of the two proposes how often, by what means and what for (JOH-22 to 24)."""

    relationship_id: UUID
    terms_id: UUID
    by_role: Role
    mentee_person_id: UUID
    meet_every: Iso | None = None
    channels: tuple[Code, ...] = ()
    aims: Sealed = ""


class PairTermsAgreed(Event):
    """Both agree; what they agreed takes the place of the programme's rhythm (ASME-21, JOH-22)."""

    relationship_id: UUID
    terms_id: UUID
    meet_every: Iso | None = None
    channels: tuple[Code, ...] = ()
    overdue_at: datetime | None = None
    last_held_at: datetime | None = None


class SeriesPlanned(Event):
    """They chose one talk or a few (JOH-20)."""

    relationship_id: UUID
    count: int


class SeriesCompleted(Event, published=True):
    """As many talks were held as the two chose; the relationship can close (JOH-20)."""

    relationship_id: UUID
    held: int
