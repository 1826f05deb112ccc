"""Business time: the machine's clock, or in a rehearsal a clock that is set by hand."""

from datetime import UTC, datetime
from typing import Protocol

from shared.store import Store


class Clock(Protocol):
    def now(self) -> datetime:
        """Business time in UTC."""


class MachineClock:
    """What the machine says."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class RehearsalClock:
    """What the service's own database says. Stands still until it is set; never runs backwards."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def now(self) -> datetime:
        return self.store.clock() or datetime.now(UTC)
