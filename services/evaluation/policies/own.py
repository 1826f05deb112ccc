"""What follows from this service's own events: one aggregate tells another."""

from collections.abc import Mapping
from typing import Any

from shared.envelope import Envelope
from shared.messages import Command, Event
from shared.reacting import Reactions

from ..commands import (
    AssignEvaluation,
    DrawCohort,
    EnterStanding,
    NoteResponse,
    SealCohort,
)
from ..events import (
    CohortAsked,
    CohortDrawn,
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationSubmitted,
    RelationshipBound,
    ResponseInvalidated,
    StandingChanged,
)
from .asked_for import pre_response, register_id


def when_assigned_then_note(told: Envelope[EvaluationAssigned]) -> list[Command]:
    return [note(told, "asked", instrument=told.data.instrument)]


def when_submitted_then_note(told: Envelope[EvaluationSubmitted]) -> list[Command]:
    return [note(told, "submitted", instrument=told.data.instrument)]


def when_declined_then_note(told: Envelope[EvaluationDeclined]) -> list[Command]:
    return [note(told, "declined")]


def when_expired_then_note(told: Envelope[EvaluationExpired]) -> list[Command]:
    return [note(told, "expired")]


def when_invalidated_then_note(told: Envelope[ResponseInvalidated]) -> list[Command]:
    return [note(told, "invalidated")]


def note(told: Envelope[Any], status: Any, instrument: str | None = None) -> NoteResponse:
    return NoteResponse(
        participant_id=told.data.participant_id,
        response_id=told.data.response_id,
        relationship_id=told.data.relationship_id,
        phase=told.data.phase,
        status=status,
        instrument=instrument,
        noted_at=told.occurred_at,
    )


def when_bound_again_then_ask_anew(told: Envelope[RelationshipBound]) -> list[Command]:
    """A further relationship needs its own answers beforehand: those before the first are used."""
    if told.data.first:
        return []
    return [
        AssignEvaluation(
            response_id=pre_response(told.data.participant_id, told.data.relationship_id),
            participant_id=told.data.participant_id,
            person_id=told.data.person_id,
            role=told.data.role,
            phase="pre",
            relationship_id=told.data.relationship_id,
        )
    ]


def when_standing_changes_then_enter(told: Envelope[StandingChanged]) -> list[Command]:
    if told.programme is None:
        return []
    return [EnterStanding(register_id=register_id(told.programme), **fields(told.data))]


def when_cohort_asked_then_draw(told: Envelope[CohortAsked]) -> list[Command]:
    if told.programme is None:
        return []
    return [DrawCohort(register_id=register_id(told.programme), **fields(told.data))]


def when_cohort_drawn_then_seal(told: Envelope[CohortDrawn]) -> list[Command]:
    drawn = told.data
    return [SealCohort(cohort_id=drawn.cohort_id, pairs=drawn.pairs, causes=drawn.causes)]


def fields(event: Event) -> Mapping[str, Any]:
    return {name: getattr(event, name) for name in event.codecs}


own = Reactions(
    when_assigned_then_note,
    when_submitted_then_note,
    when_declined_then_note,
    when_expired_then_note,
    when_invalidated_then_note,
    when_bound_again_then_ask_anew,
    when_standing_changes_then_enter,
    when_cohort_asked_then_draw,
    when_cohort_drawn_then_seal,
)
