"""What can be asked from the first word to the moment somebody says: I have it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

from ..events import Band, CaseWords, Concerning, Skipped, Told, Why


class SaveDraft(Command):
    """Keep what was written so far, readable by nobody (1MM-072).

    `raised_by` is the person who tells, where the actor only takes it down.
    Refused: already-raised.
    """

    case_id: UUID
    words: CaseWords
    raised_by: UUID | None = None
    institution_id: UUID | None = None
    relationship_id: UUID | None = None
    accused: tuple[UUID, ...] = ()


class RaiseDisclosure(Command):
    """Tell of harm or danger (1MM-071, 1MM-072, SG-03, SG-04). Never refused.

    `trigger` is one of the policy's words or any other; `band` says how soon somebody must answer.
    `verbatim` is what the child said in its own words, `narrative` what the recorder saw and did.
    `concerning_person_id` is the person at risk, `accused` those who may have caused it. The
    institution is found through the relationship where it is not given. Raising the same case again
    adds what is new.
    """

    case_id: UUID
    trigger: str
    band: Band = "immediate"
    concerning: Concerning = "mentee"
    concerning_person_id: UUID | None = None
    child_at_risk: bool = True
    incident_at: datetime | None = None
    narrative: CaseWords = ""
    verbatim: CaseWords = ""
    raised_by: UUID | None = None
    accused: tuple[UUID, ...] = ()
    witnesses: tuple[UUID, ...] = ()
    institution_id: UUID | None = None
    relationship_id: UUID | None = None


class AcknowledgeDisclosure(Command):
    """Say: I have it. The actor's id is the person who says so (1MM-071, SG-02).

    Refused: was-told, is-a-person, is-not-a-raiser, is-not-accused.
    """

    case_id: UUID


class TellOfDraft(Consequence):
    """A timer's: the draft of that length of idleness is due to be told of (1MM-072)."""

    case_id: UUID


class ChaseAcknowledgement(Consequence):
    """A timer's: the acknowledgement asked for in that attempt is due (SG-02)."""

    case_id: UUID
    attempt: int


class NoteRouting(Consequence):
    """A reaction's: people were found for an attempt, told here to the case (SG-01)."""

    case_id: UUID
    attempt: int
    why: Why
    basis: str
    to: Annotated[tuple[Told, ...], Length(min=1)]
    skipped: tuple[Skipped, ...] = ()
