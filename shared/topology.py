"""The queues that one listener needs: its own, the rungs of its ladder, and its dead letters."""

# mypy: disable-error-code="no-untyped-call, attr-defined"

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kombu import Exchange, Queue, binding

DEAD_LETTERS = Exchange("dlx", "topic", durable=True)
# A message leaves one quorum queue only when the next one has it for sure, even if the broker
# is killed between the two; the broker asks for reject-publish with that.
_SAFE_HANDOVER = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


@dataclass(frozen=True)
class Topology:
    """Queues of one listener, unbound kombu entities; all names begin with the queue's."""

    queue: Queue
    dead: Queue
    rungs: tuple[Queue, ...]

    @classmethod
    def of(
        cls,
        name: str,
        exchange: str,
        types: Sequence[str],
        *,
        delivery_limit: int,
        retry_delays: Sequence[float],
    ) -> "Topology":
        """Describe queue `name`, bound to topic `exchange` once a type; delays are in seconds."""
        source = Exchange(exchange, "topic", durable=True)
        return cls(
            queue=_quorum(
                name,
                dead_letters=(DEAD_LETTERS.name, name),
                bindings=[binding(source, routing_key=one) for one in types],
                limits={"x-delivery-limit": delivery_limit},
            ),
            dead=Queue(
                f"{name}.dead",
                exchange=DEAD_LETTERS,
                routing_key=name,
                durable=True,
                queue_arguments={"x-queue-type": "quorum"},
            ),
            rungs=tuple(_rung(name, delay) for delay in retry_delays),
        )

    def declare(self, channel: Any) -> None:
        """Make sure that everything is there; dead letters first, so that nothing can miss them."""
        for queue in self:
            queue(channel).declare()

    def __iter__(self) -> Iterator[Queue]:
        yield from (self.dead, *self.rungs, self.queue)


def _rung(name: str, delay: float) -> Queue:
    # The default exchange leads back to this one queue only, never to other listeners.
    limits = {"x-message-ttl": round(delay * 1000)}
    return _quorum(f"{name}.retry.{delay:g}s", dead_letters=("", name), limits=limits)


def _quorum(
    name: str, *, dead_letters: tuple[str, str], bindings: Any = (), limits: dict[str, int]
) -> Queue:
    exchange, key = dead_letters
    leads = {"x-dead-letter-exchange": exchange, "x-dead-letter-routing-key": key}
    arguments = {**_SAFE_HANDOVER, **leads, **limits}
    return Queue(name, bindings=bindings, durable=True, queue_arguments=arguments)
