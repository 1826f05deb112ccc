"""The items of every instrument: theme, scale and threshold."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import InstrumentPublished

ADD = """
INSERT INTO instrument_item
VALUES (%(instrument)s, %(id)s, %(place)s, %(role)s, %(theme)s, %(text)s,
        %(scale_from)s, %(scale_to)s, %(positive_from)s, %(primary)s)
ON CONFLICT DO NOTHING
"""


@projection(
    """instrument_item (
        instrument text,
        item text,
        place int NOT NULL,
        role text NOT NULL,
        theme text NOT NULL,
        wording text NOT NULL,
        scale_from int NOT NULL,
        scale_to int NOT NULL,
        positive_from int NOT NULL,
        is_primary boolean NOT NULL,
        PRIMARY KEY (instrument, item)
    )"""
)
def instruments(told: Envelope[Any], sql: Sql) -> None:
    """One row an item."""
    match told.data:
        case InstrumentPublished(name=name, role=role, items=items):
            for place, item in enumerate(items):
                sql(ADD, instrument=name, role=role, place=place, **item.dump())
