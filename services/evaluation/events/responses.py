"""One person's answers to one questionnaire at one time: asked for, given, or not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from marshmallow import ValidationError
from marshmallow.validate import Validator

from shared.fields import Indoors, Personal
from shared.messages import Event

from .instruments import Role

Phase = Literal["pre", "end"]
HIGHEST = 10


class AnswersOnAScale(Validator):
    """Every answer is a whole number from 0 to 10 under the name of its item."""

    def __call__(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        if not value or not all(on_a_scale(name, answer) for name, answer in value.items()):
            raise ValidationError("Each item needs a whole number from 0 to 10.")
        return value


def on_a_scale(name: object, answer: object) -> bool:
    return isinstance(name, str) and type(answer) is int and 0 <= answer <= HIGHEST


Answers = Annotated[dict[str, int], AnswersOnAScale()]


class EvaluationAssigned(Event, published=True):
    """Somebody is asked to answer by a day (1MM-024, 1MM-089).

    `relationship_id` is None before any match.
    """

    response_id: UUID
    participant_id: UUID
    person_id: UUID
    role: Role
    phase: Phase
    instrument: str
    relationship_id: UUID | None
    due_on: datetime
    remind_at: Annotated[tuple[datetime, ...], Indoors()] = ()
    expires_at: Annotated[datetime | None, Indoors()] = None


class EvaluationReminderSent(Event):
    """They were reminded; the next time is `next_at`, or never again."""

    response_id: UUID
    ordinal: int
    next_at: datetime | None


class EvaluationOpened(Event):
    """They looked at the questions for the first time."""

    response_id: UUID


class EvaluationSubmitted(Event, published=True):
    """They answered.

    What they answered is sealed and stays here; that they did opens a gate elsewhere (1MM-024).
    """

    response_id: UUID
    participant_id: UUID
    person_id: UUID
    role: Role
    phase: Phase
    relationship_id: UUID | None
    instrument: Annotated[str, Indoors()]
    answers: Annotated[dict[str, int], Personal(of="person_id"), Indoors()]


class EvaluationDeclined(Event, published=True):
    """They would rather not, which is theirs to say; counted as such and not asked again."""

    response_id: UUID
    participant_id: UUID
    role: Role
    phase: Phase
    relationship_id: Annotated[UUID | None, Indoors()] = None


class EvaluationExpired(Event):
    """Nobody waits for it any longer. Answers that come after all are still taken."""

    response_id: UUID
    participant_id: UUID
    phase: Phase
    relationship_id: UUID | None
    cause: Literal["time", "left"]


class ResponseInvalidated(Event):
    """These answers no longer count; they are kept, and others may be given under another id."""

    response_id: UUID
    participant_id: UUID
    phase: Phase
    relationship_id: UUID | None
    cause: str
