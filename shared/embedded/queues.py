"""What lies in a queue, and in which order it leaves."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Arguments = Mapping[str, Any]


@dataclass(slots=True)
class Letter:
    """One queue's private copy of a published message."""

    content: Mapping[str, Any]
    headers: dict[str, Any]
    properties: dict[str, Any]
    exchange: str
    routing_key: str
    redelivered: bool = False
    deadline: float | None = None

    def copy(self, exchange: str, routing_key: str) -> "Letter":
        """Return a fresh copy for another queue; of the history here only the headers go along."""
        return Letter(
            self.content, dict(self.headers), dict(self.properties), exchange, routing_key
        )

    def payload(self, tag: int) -> dict[str, Any]:
        """Return the form in which kombu's virtual transports hand a message over."""
        info = {
            "exchange": self.exchange,
            "routing_key": self.routing_key,
            "redelivered": self.redelivered,
        }
        properties = {**self.properties, "delivery_tag": tag, "delivery_info": info}
        return {**self.content, "headers": dict(self.headers), "properties": properties}


@dataclass(eq=False, slots=True)
class Consumer:
    """Somebody who takes from a queue; `prefetch` 0 means as many as there are."""

    tag: str
    queue: "Queue"
    no_ack: bool
    callback: Callable[[Any], None]
    prefetch: int
    wake: Callable[[], None]
    unsettled: int = 0

    def has_room(self) -> bool:
        """Say whether another unsettled letter may be handed over."""
        return not self.prefetch or self.unsettled < self.prefetch


@dataclass(eq=False)
class Queue:
    """Letters in order, with the limits that its arguments name (milliseconds, counts)."""

    name: str
    exclusive: bool = False
    auto_delete: bool = False
    arguments: Arguments = field(default_factory=dict)
    ready: deque[Letter] = field(default_factory=deque)
    consumers: list[Consumer] = field(default_factory=list)
    unused_since: float = 0.0
    returned: int = 0

    def post(self, letter: Letter, now: float) -> None:
        """Put a new letter at the tail; its time to live starts now."""
        lives = (self.arguments.get("x-message-ttl"), letter.properties.get("expiration"))
        limits = [int(life) / 1000 for life in lives if life is not None]
        letter.deadline = now + min(limits) if limits else None
        self.ready.append(letter)

    def take(self) -> Letter:
        """Take the letter at the head away."""
        self.returned = max(0, self.returned - 1)
        return self.ready.popleft()

    def give_back(self, letter: Letter) -> bool:
        """Put an unsettled letter back; False when it came back too often.

        What came back leaves before what never left, in the order of return; but as in RabbitMQ,
        a quorum queue without a delivery limit puts it at the tail.
        """
        count = letter.headers.get("x-delivery-count", 0) + 1
        limit = self.arguments.get("x-delivery-limit")
        if limit is not None and count > limit:
            return False
        letter.headers["x-delivery-count"] = count
        letter.redelivered = True
        if limit is None and self.arguments.get("x-queue-type") == "quorum":
            self.ready.append(letter)
        else:
            self.ready.insert(self.returned, letter)
            self.returned += 1
        return True

    def is_full(self) -> bool:
        """Say whether `x-max-length` letters wait already."""
        limit = self.arguments.get("x-max-length")
        return limit is not None and len(self.ready) >= limit

    def has_expired(self, now: float) -> bool:
        """Say whether the letter at the head outlived its time; only the head ever expires."""
        return bool(self.ready) and (self.ready[0].deadline or now + 1) <= now

    def wake(self) -> None:
        """Tell everybody who takes from here that there is something to take."""
        for consumer in self.consumers:
            consumer.wake()
