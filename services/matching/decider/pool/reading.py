"""Who reads what a request says: that is recorded, and then they are shown it."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import ReadRequestTexts
from ...events import RequestTextsRead
from ...policies.candidates import Pool
from ...policies.reading import read_by_whom_it_is_for, side_reading
from .requesting import known


def read(ask: ReadRequestTexts, pool: Pool) -> list[Event]:
    """Every reading is one of its own, so that none is left out of the record."""
    request = known(ask, pool)
    allowed = obey((read_by_whom_it_is_for,), ask, (pool, request))
    side = side_reading(ask, pool, request) or "nobody"
    return [RequestTextsRead.following(ask, side=side, allowed_by=allowed)]


READINGS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {ReadRequestTexts: read}
