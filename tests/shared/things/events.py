"""What happens to things."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event


class ThingMade(Event, published=True):
    """Somebody made a thing."""

    thing_id: UUID
    owner_id: UUID
    label: Annotated[str, Personal(of="owner_id")]
    shelf: Annotated[str | None, Indoors()] = None
    check_at: datetime | None = None


class ThingTouched(Event, published=True):
    """Somebody touched it."""

    thing_id: UUID
    times: int


class CheckPostponed(Event):
    """It will be looked at another time, or not at all."""

    thing_id: UUID
    check_at: datetime | None


class ThingLost(Event, published=True, exchange="lost"):
    """Nobody knows where it is; told where only some may listen."""

    thing_id: UUID


class ThingChecked(Event):
    """It was looked at, as was due."""

    thing_id: UUID
