"""What may stand in a cell, and how a row of text becomes a checked row."""

from datetime import date
from typing import Annotated, Any

from marshmallow.validate import Length, Regexp

from shared.messages import Json, Value

Ref = Annotated[str, Regexp(r"^[A-Za-z0-9_-]{1,40}$", error="Use letters, digits, - and _ only.")]
Known = Annotated[
    str,
    Regexp(r"^[a-z0-9-]{1,40}/[A-Za-z0-9_-]{1,40}$", error="Write it as programme/reference."),
]
Filled = Annotated[str, Length(min=1, max=4000, error="Must not be empty.")]
Email = Annotated[str, Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", error="Not an e-mail address.")]
LIST = ";"


class Row(Value):
    """A line of a file, checked. Empty cells count as absent.

    Several values stand in one cell with `;` between them.
    """

    @classmethod
    def from_cells(cls, cells: dict[str, str]) -> Any:
        """The row a line stands for; raises Invalid naming columns, never their content."""
        given = {name: text.strip() for name, text in cells.items() if text and text.strip()}
        return cls.load({name: cls.cell(name, text) for name, text in given.items()})

    @classmethod
    def cell(cls, name: str, text: str) -> Any:
        hint = cls.__annotations__.get(name)
        if hint == tuple[str, ...]:
            return [part.strip() for part in text.split(LIST) if part.strip()]
        return text


def without_empty(**fields: Any) -> Json:
    """Command data as JSON values, what is None left out."""
    return {name: as_text(value) for name, value in fields.items() if value is not None}


def as_text(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
