"""`@hears`: a service method that is told what another service said, until it took it in."""

import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import structlog
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from shared import metrics
from shared.publishing import NotPublished
from shared.topology import DEAD_LETTERS, Topology

from .consuming import Consuming, Delivery
from .reading import read_event
from .republishing import Republishing
from .working import run_worker

ATTEMPT = "x-attempt"
_CODE = re.compile(r"[\w.-]{1,64}", re.ASCII)

Method = TypeVar("Method", bound=Callable[..., Any])

log = structlog.get_logger(__name__)


class Hears(Entrypoint):  # type: ignore[misc]
    """Feeds a method from a quorum queue of its own; see `hears`."""

    consuming = Consuming()
    republishing = Republishing()

    def __init__(
        self,
        source: str,
        types: Sequence[str],
        *,
        exchange: str | None = None,
        prefetch: int = 1,
        delivery_limit: int = 5,
        retry_delays: Sequence[float] = (1, 5, 30),
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.exchange = f"{exchange or source}.events"
        self.types = tuple(types)
        self.prefetch = prefetch
        self.delivery_limit, self.retry_delays = delivery_limit, tuple(retry_delays)

    def setup(self) -> None:
        self.name = f"{self.container.service_name}.{self.method_name}"
        self.topology = Topology.of(
            self.name,
            self.exchange,
            self.types,
            delivery_limit=self.delivery_limit,
            retry_delays=self.retry_delays,
        )
        self.consuming.register_provider(self)

    def stop(self) -> None:
        self.consuming.unregister_provider(self)

    @property
    def queue(self) -> Any:
        return self.topology.queue

    def declare(self, channel: Any) -> None:
        self.topology.declare(channel)

    def given(self, events: list[Any]) -> Any:
        """What the method gets."""
        (event,) = events
        return event

    def deliver(self, delivery: Delivery) -> None:
        message, ended = delivery.message, partial(self._ended, delivery, time.monotonic())

        def handle_result(_: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            ended(exc_info and exc_info[1])
            return result, exc_info

        try:
            event = read_event(message.content_type, message.body)
        except Exception as error:  # noqa: BLE001
            ended(error)
        else:
            run_worker(self, delivery, (self.given([event]),), ended, handle_result=handle_result)

    def _ended(self, delivery: Delivery, began: float, error: BaseException | None) -> None:
        delivery.started = True
        outcome = self._settle(delivery, error)
        metrics.DELIVERIES.labels(self.name, outcome).inc()
        # Whoever handled it wrote the line of what was heard; here is what became of it.
        tell = log.debug if outcome == "done" else log.warning
        tell(
            "delivered",
            handler=self.name,
            message_id=delivery.message.properties.get("message_id"),
            attempt=_attempt(delivery.message) + 1,
            outcome=outcome,
            **_named(error),
            took_ms=round((time.monotonic() - began) * 1000, 1),
        )

    def _settle(self, delivery: Delivery, error: BaseException | None) -> str:
        if error is None:
            self.consuming.settle(delivery, "ack")
            return "done"
        if not self.consuming.is_open(delivery):
            return "lost"  # the broker took it back and delivers it anew
        if isinstance(error, ContainerBeingKilled):
            return "given back"  # with the connection, see `run_worker`
        try:
            outcome = self._climb(delivery.message, error)
        except NotPublished:
            # At once and bounded by the delivery limit; better than to forget it.
            self.consuming.settle(delivery, "requeue")
            return "given back"
        self.consuming.settle(delivery, "ack")  # only now: the copy is safe
        return outcome

    def _climb(self, message: Any, error: BaseException) -> str:
        attempt, rungs = _attempt(message), self.topology.rungs
        headers = {k: v for k, v in (message.headers or {}).items() if not k.startswith("x-")}
        headers |= {f"x-{name.replace('_', '-')}": value for name, value in _named(error).items()}
        headers[ATTEMPT] = attempt + 1
        if attempt < len(rungs) and not getattr(error, "final", False):
            self.republishing.put("", rungs[attempt].name, message, headers)
            return "again later"
        self.republishing.put(DEAD_LETTERS.name, self.name, message, headers)
        return "dead"


def _attempt(message: Any) -> int:
    attempt = (message.headers or {}).get(ATTEMPT, 0)
    return attempt if isinstance(attempt, int) else 0


def _named(error: BaseException | None) -> dict[str, str]:
    # Never the error's text: it may hold what a person wrote.
    if error is None:
        return {}
    code = getattr(error, "code", None)
    safe = code if isinstance(code, str) and _CODE.fullmatch(code) else ""
    return {"error_type": type(error).__name__, "error_code": safe}


def hears(
    source: str,
    types: Sequence[str],
    *,
    exchange: str | None = None,
    prefetch: int = 1,
    delivery_limit: int = 5,
    retry_delays: Sequence[float] = (1, 5, 30),
) -> Callable[[Method], Method]:
    """Have a service method called with every event of these types that `source` says.

    The method gets the CloudEvent as a dict and does its own transaction. When it returns, the
    event is acknowledged. When it raises, the event comes again after each of `retry_delays`
    (seconds) and then lies in `<service>.<method>.dead` with the headers `x-error-type` and
    `x-error-code`; at once if the error has a true attribute `final`. Up to `prefetch` events are
    in hand at a time; with 1 they are heard in order, save those that wait on the ladder.
    `exchange` is for a source with several: events come from `<exchange or source>.events`.
    """
    decorate: Callable[[Method], Method] = Hears.decorator(
        source,
        types,
        exchange=exchange,
        prefetch=prefetch,
        delivery_limit=delivery_limit,
        retry_delays=retry_delays,
    )
    return decorate
