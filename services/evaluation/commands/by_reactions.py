"""What follows by itself. Each may arrive twice or late and then changes nothing."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.messages import Consequence

from ..events.cohorts import Basis, FrozenPair, Unpaired
from ..events.instruments import Role
from ..events.pairing import Standing, Status
from ..events.responses import Phase


class RemindRespondent(Consequence):
    """The time for this reminder has come."""

    response_id: UUID
    ordinal: int


class ExpireEvaluation(Consequence):
    """Stop waiting: time is up, or they left."""

    response_id: UUID
    cause: Literal["time", "left"] = "time"


class EnrolParticipant(Consequence):
    """Somebody applied or was referred."""

    participant_id: UUID
    person_id: UUID
    role: Role
    applied_at: datetime


class NoteResponse(Consequence):
    """How one of their questionnaires stands now."""

    participant_id: UUID
    response_id: UUID
    relationship_id: UUID | None
    phase: Phase
    status: Status
    instrument: str | None
    noted_at: datetime


class BindRelationship(Consequence):
    """They were matched."""

    participant_id: UUID
    person_id: UUID
    role: Role
    relationship_id: UUID
    made_at: datetime


class NoteBeginning(Consequence):
    """Their relationship started."""

    participant_id: UUID
    relationship_id: UUID
    started_at: datetime


class CountSession(Consequence):
    """A session of theirs was held."""

    participant_id: UUID
    relationship_id: UUID
    session_id: UUID
    held_at: datetime
    minutes: int


class NoteEnding(Consequence):
    """Their relationship ended."""

    participant_id: UUID
    relationship_id: UUID
    ended_on: date


class EnterStanding(Consequence):
    """Keep the programme's register up to date."""

    register_id: UUID
    participant_id: UUID
    relationship_id: UUID
    role: Role
    standing: Standing
    started_on: date | None
    ended_on: date | None
    pair_id: UUID | None
    pre_response: UUID | None
    end_response: UUID | None


class DrawCohort(Consequence):
    """Read a cohort off the register, as it is now."""

    register_id: UUID
    cohort_id: UUID
    role: Role
    window_from: date | None
    window_to: date | None
    basis: Basis


class SealCohort(Consequence):
    """What was drawn is the cohort, for good."""

    cohort_id: UUID
    pairs: tuple[FrozenPair, ...]
    causes: tuple[Unpaired, ...]
