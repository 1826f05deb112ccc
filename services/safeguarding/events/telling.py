"""From the first word to the moment somebody says: I have it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.messages import Event

from .routing import Errand, Skipped, Told
from .texts import CaseWords

Band = Literal["immediate", "high", "standard"]
Concerning = Literal["mentee", "mentor", "other"]


class DraftSaved(Event):
    """Somebody began to write. Untouched until `idle_at`, the lead learns of it (1MM-072)."""

    case_id: UUID
    raisers: tuple[UUID, ...]
    words: CaseWords
    idle_at: datetime
    errand: Errand


class DraftLeftIdle(Event):
    """The draft was not touched again: a duty may be about to be forgotten (1MM-072)."""

    case_id: UUID
    errand: Errand


class LeadToldOfDraft(Event):
    """These people know that a draft exists; not what it says, not who is in it (1MM-072)."""

    case_id: UUID
    to: tuple[Told, ...]
    basis: str
    skipped: tuple[Skipped, ...] = ()


class DisclosureRecorded(Event):
    """What was told, at once and for good (1MM-071, SG-03, SG-04).

    `verbatim` holds the child's own words, `narrative` the recorder's; they are never mixed.
    `remarks` are hints to the recorder and change nothing. Unless somebody acknowledges it, the
    alarm rings at `acknowledge_by`.
    """

    case_id: UUID
    case_ref: str
    trigger: str
    band: Band
    concerning: Concerning
    concerning_person_id: UUID | None = None
    child_at_risk: bool
    incident_at: datetime | None = None
    raisers: tuple[UUID, ...]
    accused: tuple[UUID, ...] = ()
    witnesses: tuple[UUID, ...] = ()
    institution_id: UUID | None = None
    relationship_id: UUID | None = None
    narrative: CaseWords = ""
    verbatim: CaseWords = ""
    remarks: tuple[str, ...] = ()
    raised_at: datetime
    acknowledge_by: datetime
    errand: Errand


class FurtherWordsRecorded(Event):
    """The same matter was told again with something new: kept beside the first words."""

    case_id: UUID
    raisers: tuple[UUID, ...]
    accused: tuple[UUID, ...] = ()
    narrative: CaseWords = ""
    verbatim: CaseWords = ""


class DisclosureRouted(Event):
    """These named people are told, on this ground, passing over those (SG-01). Once a case."""

    case_id: UUID
    attempt: int
    to: tuple[Told, ...]
    basis: str
    skipped: tuple[Skipped, ...] = ()


class DisclosureRaised(Event, published=True):
    """For the alarm channel of the safeguarding staff alone: a case, how urgent, whose turn.

    Nothing about any person is in it, and no other service of this system listens (SG-12).
    """

    case_ref: str
    band: Band
    role: str


class AcknowledgementOverdue(Event):
    """Nobody said in time that they have it: the next rung is asked for, for ever (SG-02)."""

    case_id: UUID
    attempt: int
    rung: int
    was_due: datetime
    acknowledge_by: datetime
    errand: Errand


class DisclosureEscalated(Event):
    """The next people on the ladder are told as well (SG-02)."""

    case_id: UUID
    attempt: int
    to: tuple[Told, ...]
    basis: str
    cause: Literal["not_acknowledged", "lead_conflicted"] = "not_acknowledged"
    skipped: tuple[Skipped, ...] = ()


class LeadStoodDown(Event):
    """Who has the case turns out to be part of it: another is looked for, as at first (SG-06)."""

    case_id: UUID
    attempt: int
    acknowledge_by: datetime
    errand: Errand


class DisclosureAcknowledged(Event):
    """A person who was told has taken it up; the ladder rests. One acknowledgement is enough."""

    case_id: UUID
    acknowledged_by: UUID
    in_time: bool
