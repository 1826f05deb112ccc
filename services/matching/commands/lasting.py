"""What a pair can be asked along the way: in what shape, on paper or not, whether it goes on."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

from .relationship import Party

Shape = Literal["one_off", "short_series", "ongoing"]


class AgreeShape(Command):
    """Say in what shape one sees it: one talk, a few, or for as long as it lasts (JOH-03).

    It holds once both have said the same. Refused: asked-by-one-concerned, signs-for-oneself,
    shape-is-offered.
    """

    relationship_id: UUID
    by_role: Party
    shape: Shape


class OfferAgreement(Command):
    """Lay a written agreement before both; nobody has to sign where it is optional (ASME-32).

    Refused: run-by-office-or-institution, agreement-is-known-here.
    """

    relationship_id: UUID


class AnswerContinuation(Command):
    """Answer whether it goes on. One yes keeps it; a no ends it as having run its course (JOH-28).

    Refused: asked-by-one-concerned, signs-for-oneself, they-were-asked.
    """

    relationship_id: UUID
    by_role: Party
    go_on: bool


class SendClosingMessage(Command):
    """A last word to the other, once it is over; nobody has to (JOH-29).

    Refused: asked-by-one-concerned, signs-for-oneself.
    """

    relationship_id: UUID
    by_role: Party
    text: Annotated[str, Length(min=1, max=2000)]


class AskContinuation(Consequence):
    """Ask both whether it goes on, as they fell silent or their series is over. Never refused."""

    relationship_id: UUID
    cause: Literal["dormant", "series_completed"]


class ExpireContinuation(Consequence):
    """Nobody answered until then; asked by a timer."""

    relationship_id: UUID
    answer_by: datetime


class AskFirstContact(Consequence):
    """Ask both whether they have been in touch at all; asked by a timer."""

    relationship_id: UUID


class NoteContact(Consequence):
    """They have planned to meet. A fact, never refused."""

    relationship_id: UUID
    session_id: UUID
