"""What people ask for, through the operator's tools."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.messages import Command

from ..events.cohorts import Basis
from ..events.instruments import Item, Role
from ..events.responses import Answers, Phase
from ..events.voices import Rating, Score, Tag, Valence


class PublishInstrument(Command):
    """Load a questionnaire. Its id follows from its name; refused: instrument-id-follows-its-name,
    licensed-names-its-licence, items-are-told-apart, thresholds-lie-within-the-scale,
    themes-are-the-programmes, instrument-is-immutable (1MM-101)."""

    instrument_id: UUID
    name: str
    role: Role
    language: str = "en"
    items: tuple[Item, ...]
    licensed: bool = False
    licence_ref: str | None = None


class AssignEvaluation(Command):
    """Ask somebody to answer, with the programme's instrument for their role, by its due date
    (1MM-024, 1MM-089).

    Nothing is recorded where the programme does not ask this role in this phase, or was asked
    already.
    """

    response_id: UUID
    participant_id: UUID
    person_id: UUID
    role: Role
    phase: Phase
    relationship_id: UUID | None = None
    due_on: datetime | None = None


class OpenEvaluation(Command):
    """They look at the questions."""

    response_id: UUID


class SubmitEvaluation(Command):
    """Answers by item id, whole numbers on the item's scale. Items may be left out.

    Refused: answers-are-ones-own, not-asked, answered-already.
    """

    response_id: UUID
    answers: Answers


class DeclineEvaluation(Command):
    """They would rather not answer. Refused: answers-are-ones-own, not-asked, answered-already."""

    response_id: UUID


class InvalidateResponse(Command):
    """Take answers out of the count. Another response may then be assigned under another id."""

    response_id: UUID
    cause: Literal["duplicate", "test", "straight_lining", "corrected"]


class RecordNps(Command):
    """How likely they are to recommend the programme, 0 to 10 (1MM-109). Refused: nps-is-asked."""

    participant_id: UUID
    role: Role
    score: Score


class RecordPulse(Command):
    """How a session felt, in words from a list (1MM-097)."""

    participant_id: UUID
    role: Role
    session_id: UUID
    valence: Valence
    tags: tuple[Tag, ...] = ()


class RateWorkshop(Command):
    """A participant's rating; mentors may add whether they would recommend the training, mentees
    whether they felt
    better prepared (1MM-033, 1MM-044)."""

    workshop_id: UUID
    participant_id: UUID
    role: Role
    rating: Rating
    would_recommend: bool | None = None
    felt_prepared: bool | None = None


class FreezeCohort(Command):
    """Fix a data set: one role's pairs whose relationships start (or end) from `window_from` to
    `window_to`,
    both days included (1MM-106, 1MM-107). Refused: window-runs-forwards."""

    cohort_id: UUID
    role: Role = "mentee"
    window_from: date | None = None
    window_to: date | None = None
    basis: Basis = "relationship_start"


class PublishReport(Command):
    """Publish the report of a cohort; if it is being frozen, as soon as it is.

    Refused: cohort-is-asked-for.
    """

    report_id: UUID
    cohort_id: UUID
