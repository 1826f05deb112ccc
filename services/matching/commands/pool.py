"""What a pool can be asked: by the office, and by what was heard about those who wait in it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.messages import Command, Consequence

Tags = tuple[str, ...]


class ProposeMatch(Command):
    """Propose a mentor to a mentee: this one, or without `mentor_id` the one who fits best
    (1MM-048, 051).

    Refused: mode-is-offered, proposed-by-the-office, mentee-ready, one-to-one, institution-active,
    mentor-known, mentor-trained, mentor-listed, mentor-available, mentor-has-a-seat, not-oneself,
    no-conflict, same-region, somebody-fits.
    """

    pool_id: UUID
    proposal_id: UUID
    mentee_id: UUID
    mentor_id: UUID | None = None


class SweepPool(Command):
    """Close a round of matching: whoever was not selected is told that the search goes on
    (1MM-049).

    `cycle` names the round; closing the same one again changes nothing. Refused: run-by-the-office.
    """

    pool_id: UUID
    cycle: str


class DeclareConflict(Command):
    """Say that a mentor and a mentee must not be paired, and why: the kind decides (QS-08).

    Refused: run-by-the-office.
    """

    pool_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    kind: Literal["line_manager", "assessor", "relative", "other"]


class ReturnToPool(Command):
    """Let a mentee whose relationship ended wait for another mentor. Refused: mentee-known, run-by-
    the-office.
    """

    pool_id: UUID
    mentee_id: UUID


class NoteMentorListed(Consequence):
    """A mentor may be put forward. `capacity` None: as the programme has it."""

    pool_id: UUID
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


class NoteMentorTrained(Consequence):
    """A mentor's training is complete; may be heard before or after the listing (1MM-045)."""

    pool_id: UUID
    mentor_id: UUID
    person_id: UUID


class NoteMentorCapacity(Consequence):
    """A mentor's capacity was set (ASME-23). None: as the programme has it."""

    pool_id: UUID
    mentor_id: UUID
    capacity: int | None


class NoteMentorPause(Consequence):
    """A mentor takes a break, or is back."""

    pool_id: UUID
    mentor_id: UUID
    paused: bool


class NoteMentorDeparture(Consequence):
    """A mentor is no longer one; `kind` is how their relationships end (1MM-023)."""

    pool_id: UUID
    mentor_id: UUID
    kind: str
    effective_on: date | None = None


class NoteMenteeReady(Consequence):
    """A mentee may be proposed."""

    pool_id: UUID
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


class NoteMenteeBand(Consequence):
    """A mentee came of age; may be heard before they are ready."""

    pool_id: UUID
    mentee_id: UUID
    age_band: str


class NoteMenteeDeparture(Consequence):
    """A mentee left; `kind` is how their relationships end."""

    pool_id: UUID
    mentee_id: UUID
    kind: str
    effective_on: date | None = None


class NoteInstitution(Consequence):
    """Whether an institution can answer for its mentees in this pool."""

    pool_id: UUID
    institution_id: UUID
    active: bool


class ReleasePair(Consequence):
    """A proposal came to nothing."""

    pool_id: UUID
    proposal_id: UUID
    declined: bool


class EngagePair(Consequence):
    """A proposal became a relationship."""

    pool_id: UUID
    proposal_id: UUID
    relationship_id: UUID


class PartPair(Consequence):
    """A relationship ended."""

    pool_id: UUID
    relationship_id: UUID


class RejoinPair(Consequence):
    """A relationship's end was reversed."""

    pool_id: UUID
    relationship_id: UUID


class SendWaitingUpdate(Consequence):
    """Thank a waiting mentor, if they wait still; asked by a timer (1MM-050)."""

    pool_id: UUID
    mentor_id: UUID
    due_at: datetime
