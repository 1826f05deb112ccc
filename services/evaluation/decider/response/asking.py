"""The states of one response, and how events change them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.messages import Event

from ...events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationOpened,
    EvaluationReminderSent,
    EvaluationSubmitted,
    ResponseInvalidated,
)
from ...events.instruments import Role
from ...events.responses import Phase

How = Literal["submitted", "declined", "expired", "invalidated"]


@dataclass(frozen=True)
class Unasked: ...


@dataclass(frozen=True)
class Asking:
    """Somebody was asked. `remind_at` are the times of the reminders, first to last."""

    response_id: UUID
    participant_id: UUID
    person_id: UUID
    role: Role
    phase: Phase
    instrument: str
    relationship_id: UUID | None
    remind_at: tuple[datetime, ...]
    reminded: int = 0
    opened: bool = False


@dataclass(frozen=True)
class Ended:
    """Asking came to an end. What was expired may still be answered; nothing else may."""

    asking: Asking
    how: How


Response = Unasked | Asking | Ended


ENDINGS: dict[type[Event], How] = {
    EvaluationSubmitted: "submitted",
    EvaluationDeclined: "declined",
    EvaluationExpired: "expired",
    ResponseInvalidated: "invalidated",
}


def evolve(response: Response, event: Event) -> Response:
    match event, response:
        case EvaluationAssigned() as told, _:
            return asking(told)
        case EvaluationOpened(), Asking() as known:
            return replace(known, opened=True)
        case EvaluationReminderSent(ordinal=ordinal), Asking() as known:
            return replace(known, reminded=ordinal)
        case _, (Asking() as known) | Ended(asking=known) if type(event) in ENDINGS:
            return Ended(known, ENDINGS[type(event)])
        case _:
            return response


def asking(told: EvaluationAssigned) -> Asking:
    return Asking(
        told.response_id,
        told.participant_id,
        told.person_id,
        told.role,
        told.phase,
        told.instrument,
        told.relationship_id,
        told.remind_at,
    )
