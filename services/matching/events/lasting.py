"""What a relationship records on its way: in what shape, on paper, whether it goes on."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event

Roles = tuple[str, ...]


class ShapeChosen(Event):
    """One of the two said in what shape they see it (JOH-03)."""

    relationship_id: UUID
    by_role: str
    shape: str


class RelationshipShapeAgreed(Event, published=True):
    """Both see it in the same shape: one_off, short_series or ongoing (JOH-03)."""

    relationship_id: UUID
    shape: str


class AgreementOffered(Event):
    """A written agreement lies before both; it stays offered until both have signed (ASME-32)."""

    relationship_id: UUID


class ContactNoted(Event):
    """They have planned to meet: nobody need ask whether they are in touch."""

    relationship_id: UUID


class FirstContactAsked(Event):
    """So long after the match nothing was heard of them: these are asked, once."""

    relationship_id: UUID
    roles: Roles


class ContinuationAsked(Event):
    """These are asked whether it goes on, as they fell silent or their series is over (JOH-28).

    If nobody has answered by then, it ends.
    """

    relationship_id: UUID
    cause: str
    roles: Roles
    asked_at: datetime
    answer_by: datetime


class RelationshipContinued(Event, published=True):
    """It goes on: one of them said so, or they met or planned to (JOH-28)."""

    relationship_id: UUID
    cause: Annotated[str, Indoors()]
    by_role: Annotated[str, Indoors()]


class ClosingMessagePrompted(Event):
    """It is over; these are encouraged to part with a kind word, and nothing waits (JOH-29)."""

    relationship_id: UUID
    roles: Roles


class ClosingMessageSent(Event):
    """A last word from one to the other; the words are their own (JOH-29)."""

    relationship_id: UUID
    by_role: str
    by_person_id: UUID
    text: Annotated[str, Personal(of="by_person_id")]
