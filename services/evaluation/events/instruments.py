"""The questionnaires: what is asked, on which scale, and which answers count as positive."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Event, Value

Role = Literal["mentor", "mentee"]
Point = Annotated[int, Range(min=0, max=10)]


class Item(Value):
    """One question.

    It belongs to exactly one theme (1MM-101); `positive_from` was fixed before any answer.
    """

    id: Annotated[str, Length(min=1, max=60)]
    theme: Annotated[str, Length(min=1, max=60)]
    text: Annotated[str, Length(min=1, max=300)]
    scale_from: Point = 1
    scale_to: Point = 5
    positive_from: Point = 4
    primary: bool = False


class InstrumentPublished(Event):
    """A questionnaire may be used from now on and never changes; another wording is another name
    (1MM-101).

    `licence_ref` names the licence under which an operator loaded somebody else's instrument.
    """

    instrument_id: UUID
    name: str
    role: Role
    language: str
    items: tuple[Item, ...]
    licence_ref: str | None = None
