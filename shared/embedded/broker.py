"""The rules of an AMQP broker with quorum queues, in the memory of one process."""

import heapq
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from amqp.exceptions import ChannelError, NotFound, PreconditionFailed, ResourceLocked

from .exchanges import Exchange
from .queues import Arguments, Consumer, Letter, Queue


class Broker:
    """Queues and exchanges behind one lock; callers hold `lock` while they call anything here."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.queues: dict[str, Queue] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.waiting: set[threading.Condition] = set()
        self.names = count(1)
        self._due: list[tuple[float, str]] = []

    def declare_exchange(self, name: str, kind: str, *, passive: bool = False) -> None:
        """Make the exchange, or check that one of this name and kind is there."""
        if passive:
            self.exchange(name)
        elif self.exchanges.setdefault(name, Exchange(kind)).kind != kind:
            text = f"PRECONDITION_FAILED - inequivalent arg 'type' for exchange {name!r}"
            raise PreconditionFailed(text)

    def exchange(self, name: str) -> Exchange:
        """Return the exchange of this name or refuse as a broker does."""
        try:
            return self.exchanges[name]
        except KeyError:
            raise NotFound(f"NOT_FOUND - no exchange {name!r}") from None

    def queue(self, name: str) -> Queue:
        """Return the queue of this name or refuse as a broker does."""
        try:
            return self.queues[name]
        except KeyError:
            raise NotFound(f"NOT_FOUND - no queue {name!r}") from None

    def declare_queue(
        self, name: str, arguments: Arguments, *, exclusive: bool = False, auto_delete: bool = False
    ) -> Queue:
        """Make the queue, or check that the one there has the same arguments."""
        name = name or f"amq.gen-{next(self.names)}"
        queue = self.queues.setdefault(
            name, Queue(name, exclusive=exclusive, auto_delete=auto_delete, arguments=arguments)
        )
        if queue.arguments != arguments:
            raise PreconditionFailed(f"PRECONDITION_FAILED - inequivalent arg for queue {name!r}")
        self._leave_unused(queue)
        return queue

    def delete_queue(self, name: str) -> None:
        """Forget a queue, what lies in it and every binding to it."""
        self.queues.pop(name, None)
        for exchange in self.exchanges.values():
            exchange.unbind(name)

    def publish(
        self, message: Mapping[str, Any], exchange: str, key: str, *, mandatory: bool
    ) -> None:
        """Put a copy into every queue that the key leads to."""
        routes = self._route(exchange, key)
        if mandatory and not routes:
            raise ChannelError("Basic.return: (312) NO_ROUTE", (60, 40), "Basic.publish", 312)
        content = {part: message[part] for part in ("body", "content-type", "content-encoding")}
        letter = Letter(content, message["headers"] or {}, message["properties"], exchange, key)
        for queue in routes:
            self._post(queue, letter.copy(exchange, key))

    def bury(self, queue: Queue, letter: Letter, reason: str) -> None:
        """Send a letter on to the queue's dead letter exchange with its history, or drop it."""
        exchange = queue.arguments.get("x-dead-letter-exchange")
        if exchange is None:
            return
        key = queue.arguments.get("x-dead-letter-routing-key", letter.routing_key)
        copy = letter.copy(exchange, key)
        copy.properties.pop("expiration", None)
        copy.headers.pop("x-delivery-count", None)
        _record_death(copy.headers, queue, letter, reason)
        for target in self._route(exchange, key, missing_ok=True):
            self._post(target, copy.copy(exchange, key))

    def give_back(self, queue: Queue, letter: Letter) -> None:
        """Return an unsettled letter to the head of its queue, or bury it beyond the limit."""
        if self.queues.get(queue.name) is not queue:
            return
        if not queue.give_back(letter):
            self.bury(queue, letter, "delivery_limit")
        elif letter.deadline is not None:
            self._remind(letter.deadline, queue)
        queue.wake()

    def attach(self, consumer: Consumer) -> None:
        """Let a consumer take from its queue; an exclusive queue has one at a time."""
        queue = consumer.queue
        if queue.exclusive and queue.consumers:
            raise ResourceLocked(f"RESOURCE_LOCKED - queue {queue.name!r} is exclusive")
        queue.consumers.append(consumer)
        consumer.wake()

    def detach(self, consumer: Consumer) -> None:
        """Let a consumer go; an auto-delete queue goes with its last one."""
        queue = consumer.queue
        queue.consumers.remove(consumer)
        self._leave_unused(queue)
        if queue.auto_delete and not queue.consumers:
            self.delete_queue(queue.name)

    def refresh(self, queue: Queue) -> None:
        """Bury what outlived its time at the head of one queue, before anybody looks at it."""
        if queue.ready and queue.ready[0].deadline is not None:
            self._expire(queue, time.monotonic())

    def sweep(self) -> float | None:
        """Bury what outlived its time; return when the next one will (monotonic seconds)."""
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            queue = self.queues.get(heapq.heappop(self._due)[1])
            if queue is not None:
                self._expire(queue, now)
        return self._due[0][0] if self._due else None

    def _expire(self, queue: Queue, now: float) -> None:
        while queue.has_expired(now):
            self.bury(queue, queue.take(), "expired")
        limit = queue.arguments.get("x-expires")
        if limit and not queue.consumers and queue.unused_since + limit / 1000 <= now:
            self.delete_queue(queue.name)

    def _route(self, exchange: str, key: str, *, missing_ok: bool = False) -> list[Queue]:
        if missing_ok and exchange and exchange not in self.exchanges:
            return []
        names = self.exchange(exchange).route(key) if exchange else [key]
        return [self.queues[name] for name in names if name in self.queues]

    def _post(self, queue: Queue, letter: Letter) -> None:
        if queue.is_full():
            if queue.arguments.get("x-overflow") == "reject-publish":
                raise ChannelError("basic.nack", (60, 120), "Basic.publish", 0)
            self.bury(queue, queue.take(), "maxlen")
        queue.post(letter, time.monotonic())
        if letter.deadline is not None:
            self._remind(letter.deadline, queue)
        queue.wake()

    def _leave_unused(self, queue: Queue) -> None:
        queue.unused_since = time.monotonic()
        if limit := queue.arguments.get("x-expires"):
            self._remind(queue.unused_since + limit / 1000, queue)

    def _remind(self, due: float, queue: Queue) -> None:
        heapq.heappush(self._due, (due, queue.name))
        if self._due[0][0] == due:  # sooner than what the sleepers know of
            for condition in self.waiting:
                condition.notify_all()


def _record_death(headers: dict[str, Any], queue: Queue, letter: Letter, reason: str) -> None:
    deaths = [dict(death) for death in headers.get("x-death", [])]
    same = [d for d in deaths if (d["queue"], d["reason"]) == (queue.name, reason)]
    others = [d for d in deaths if d not in same]
    death = {
        "queue": queue.name,
        "reason": reason,
        "count": 1 + sum(d["count"] for d in same),
        "exchange": letter.exchange,
        "routing-keys": [letter.routing_key],
        "time": datetime.now(UTC),
    }
    headers["x-death"] = [death, *others]
    headers.setdefault("x-first-death-queue", queue.name)
    headers.setdefault("x-first-death-reason", reason)
    headers.setdefault("x-first-death-exchange", letter.exchange)
