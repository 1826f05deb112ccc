"""What a relationship can be asked."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.messages import Command, Consequence

from .proposal import Side

Kind = Literal[
    "completed",
    "run_its_course",
    "party_ended",
    "operator_ended",
    "aged_out",
    "institution_left",
    "no_fit",
    "other",
]
Party = Literal["mentor", "mentee"]


class OpenRelationship(Consequence):
    """A match was made; asked by the house."""

    relationship_id: UUID
    pool_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: str


class SignAgreement(Command):
    """One side signs the mentoring agreement. Refused: asked-by-one-concerned."""

    relationship_id: UUID
    by_role: Side


class CompleteStartChecklist(Command):
    """Attest the formalities before the first session (1MM-079). `chaperone_id`: a person, for
    under-18s.

    Refused: run-by-office-or-institution, agreement-signed, checklist-complete, chaperone-named.
    """

    relationship_id: UUID
    items: tuple[str, ...]
    chaperone_id: UUID | None = None


class NoteSessionHeld(Consequence):
    """They met; the first time starts the relationship. A fact, never refused."""

    relationship_id: UUID
    session_id: UUID
    held_at: datetime


class PauseRelationship(Command):
    """Take a break, until a day or until further notice. Refused: asked-by-one-concerned."""

    relationship_id: UUID
    until: date | None = None
    reason_code: str | None = None


class ResumeRelationship(Command):
    """Come back from a break. Refused: asked-by-one-concerned."""

    relationship_id: UUID


class ExtendRelationship(Command):
    """Go on until that day has passed (1MM-058). Refused: asked-by-one-concerned, started, later-
    than-before, within-the-term.
    """

    relationship_id: UUID
    until: date


class ReportFitConcern(Command):
    """It does not click (1MM-082). A worry about someone's safety is refused here, as it has its
    own, faster way.

    `session_number`: after how many sessions held. Refused: asked-by-one-concerned, safety-goes-
    the-other-way.
    """

    relationship_id: UUID
    by_role: Party
    session_number: int
    reason_code: str


class EndRelationship(Command):
    """End it. Mentor or mentee may, alone and always, without giving a reason. `effective_on`:
    today if absent.

    Refused: asked-by-one-concerned, ending-right.
    """

    relationship_id: UUID
    kind: Kind
    reason_code: str | None = None
    effective_on: date | None = None


class ConcludeRelationship(Consequence):
    """End it because its ground fell away; asked by the house, never refused (1MM-023)."""

    relationship_id: UUID
    kind: str
    reason_code: str | None = None
    effective_on: date | None = None


class RecordClosureStep(Command):
    """One step of parting well is done. Refused: asked-by-one-concerned, closure-step-known."""

    relationship_id: UUID
    step: str


class CloseRelationship(Consequence):
    """Close it, complete or not, as the time for parting is up; asked by a timer."""

    relationship_id: UUID


class ReverseEnd(Command):
    """Take an end back, which both must want (`agreed_by`) and someone in the office answers for.

    Refused: run-by-the-office, both-want-to-go-on.
    """

    relationship_id: UUID
    reason_code: str
    approved_by: UUID
    agreed_by: tuple[Party, ...]


class NoteHold(Consequence):
    """A ground for holding the relationship came up. A fact, never refused."""

    relationship_id: UUID
    ground: str


class NoteRelease(Consequence):
    """A ground for holding the relationship is gone. A fact, never refused."""

    relationship_id: UUID
    ground: str


class NoteAgeBand(Consequence):
    """The mentee came of age. A fact, never refused."""

    relationship_id: UUID
    age_band: str


class AnnounceTermEnd(Consequence):
    """Say that the term is nearly over; asked by a timer."""

    relationship_id: UUID


class ReachTerm(Consequence):
    """Say that the term is over; asked by a timer."""

    relationship_id: UUID
