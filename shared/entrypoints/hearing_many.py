"""`@hears_many`: a service method that is told at once what has arrived of another's events."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import eventlet
from nameko.exceptions import ContainerBeingKilled

from shared import metrics
from shared.turns import Apart

from .consuming import Delivery
from .hearing import Hears
from .reading import Unreadable, read_event
from .working import run_worker

AT_ONCE = 100

Method = TypeVar("Method", bound=Callable[..., Any])


class Lot:
    """Deliveries that one worker has in hand."""

    def __init__(self, deliveries: Sequence[Delivery]) -> None:
        self.deliveries = deliveries
        for one in deliveries:
            one.thread = eventlet.getcurrent()

    @property
    def started(self) -> bool:
        return all(one.started for one in self.deliveries)

    @started.setter
    def started(self, value: bool) -> None:
        for one in self.deliveries:
            one.started = value

    @property
    def answered(self) -> bool:
        return all(one.answered for one in self.deliveries)


class HearsMany(Hears):
    """Feeds a method from a quorum queue of its own, all that has arrived at a time."""

    def __init__(
        self, source: str, types: Sequence[str], *, at_once: int = AT_ONCE, **options: Any
    ) -> None:
        super().__init__(source, types, prefetch=at_once, expected_exceptions=(Apart,), **options)
        self.at_once = at_once
        self.waiting: deque[Delivery] = deque()
        self.busy = False

    def given(self, events: list[Any]) -> Any:
        return events

    def deliver(self, delivery: Delivery) -> None:
        """Whoever comes first takes along what arrives meanwhile, so that all goes in order."""
        self.waiting.append(delivery)
        if self.busy:
            return
        self.busy = True
        try:
            while self.waiting:
                self.deliver_lot(self.next_lot())
        finally:
            self.busy = False

    def next_lot(self) -> list[Delivery]:
        """What has arrived and was not given back. What came before and was not answered goes
        alone: it may be what we died of.
        """
        lot: list[Delivery] = []
        while self.waiting and len(lot) < self.at_once:
            alone = is_second_try(self.waiting[0])
            if alone and lot:
                return lot
            one = self.waiting.popleft()
            if self.consuming.is_open(one):
                lot.append(one)
                if alone:
                    return lot
        return lot

    def deliver_lot(self, lot: list[Delivery]) -> None:
        if len(lot) > 1 and self.heard_together(Lot(lot)):
            return
        for one in lot:
            if self.consuming.is_open(one):
                super().deliver(one)

    def heard_together(self, lot: Lot) -> bool:
        """False where they have to be heard one by one."""
        found: list[BaseException | None] = []

        def ended(error: BaseException | None) -> None:
            found.append(error)
            lot.started = True
            if error is None:
                for one in lot.deliveries:
                    self.consuming.settle(one, "ack")
                metrics.DELIVERIES.labels(self.name, "done").inc(len(lot.deliveries))

        def handle_result(_: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            ended(exc_info and exc_info[1])
            return result, exc_info

        try:
            events = [
                read_event(one.message.content_type, one.message.body) for one in lot.deliveries
            ]
        except Unreadable:
            return False
        run_worker(self, lot, (events,), ended, handle_result=handle_result)
        # A container that is killed gives everything back with its connection.
        return found == [None] or not found or isinstance(found[-1], ContainerBeingKilled)


def is_second_try(delivery: Delivery) -> bool:
    return bool((delivery.message.delivery_info or {}).get("redelivered"))


def hears_many(
    source: str, types: Sequence[str], *, exchange: str | None = None, **options: Any
) -> Callable[[Method], Method]:
    """Have a service method called with the events of these types that `source` says, as a list.

    The method gets what has arrived, at most `at_once` events in the order they were said, and does
    all of it in one transaction; then all are acknowledged. Where it raises, each comes again at
    once and alone, as a list of one, and from there on goes the way that `hears` describes.
    """
    decorate: Callable[[Method], Method] = HearsMany.decorator(
        source, types, exchange=exchange, **options
    )
    return decorate
