"""The in-process broker as a kombu transport."""

# Method signatures are those of py-amqp's channel, which kombu calls by position and name alike.
# mypy: disable-error-code="no-untyped-call, attr-defined, override, assignment"
# ruff: noqa: FBT001, FBT002, A002, ARG002

import threading
import time
from collections import deque
from itertools import count
from typing import Any

from kombu.transport import virtual
from kombu.transport.virtual.base import queue_declare_ok_t

from .broker import Broker
from .queues import Consumer, Letter, Queue

BROKERS: dict[tuple[str, str], Broker] = {}


class Channel(virtual.Channel):
    """One AMQP channel: what it took and did not settle yet, and who takes through it."""

    do_restore = False
    body_encoding = None

    def __init__(self, connection: "Transport", **options: Any) -> None:
        super().__init__(connection, **options)
        self.broker = connection.broker
        self.takers: deque[Consumer] = deque()
        self._tags = count(1)
        self._unsettled: dict[int, tuple[Queue, Letter, Consumer | None]] = {}
        self._prefetch = 0
        self._wake = connection.wake

    def prepare_message(self, body: Any, *args: Any, **parts: Any) -> dict[str, Any]:
        message: dict[str, Any] = super().prepare_message(body, *args, **parts)
        # AMQP has the content type among the properties; nameko reads it there.
        message["properties"]["content_type"] = message["content-type"]
        message["properties"]["content_encoding"] = message["content-encoding"]
        return message

    def exchange_declare(
        self, exchange: str = "", type: str = "direct", *, passive: bool = False, **_: Any
    ) -> None:
        with self.broker.lock:
            self.broker.declare_exchange(exchange, type, passive=passive)

    def exchange_delete(self, exchange: str, **_: Any) -> None:
        with self.broker.lock:
            self.broker.exchanges.pop(exchange, None)

    def queue_declare(
        self,
        queue: str = "",
        *,
        passive: bool = False,
        exclusive: bool = False,
        auto_delete: bool = False,
        arguments: dict[str, Any] | None = None,
        **_: Any,
    ) -> queue_declare_ok_t:
        with self.broker.lock:
            self.broker.sweep()
            if passive:
                found = self.broker.queue(queue)
            else:
                found = self.broker.declare_queue(
                    queue, arguments or {}, exclusive=exclusive, auto_delete=auto_delete
                )
            return queue_declare_ok_t(found.name, len(found.ready), len(found.consumers))

    def queue_bind(
        self, queue: str, exchange: str = "", routing_key: str = "", *_: Any, **__: Any
    ) -> None:
        with self.broker.lock:
            self.broker.exchange(exchange).bind(self.broker.queue(queue).name, routing_key)

    def queue_unbind(
        self, queue: str, exchange: str = "", routing_key: str = "", *_: Any, **__: Any
    ) -> None:
        with self.broker.lock:
            self.broker.exchange(exchange).unbind(queue, routing_key)

    def queue_delete(
        self, queue: str, if_unused: bool = False, if_empty: bool = False, **_: Any
    ) -> None:
        with self.broker.lock:
            found = self.broker.queue(queue)
            if not (if_unused and found.consumers) and not (if_empty and found.ready):
                self.broker.delete_queue(queue)

    def queue_purge(self, queue: str, **_: Any) -> int:
        with self.broker.lock:
            ready = self.broker.queue(queue).ready
            purged = len(ready)
            ready.clear()
            self.broker.queue(queue).returned = 0
            return purged

    def basic_publish(
        self,
        message: dict[str, Any],
        exchange: str,
        routing_key: str,
        *,
        mandatory: bool = False,
        **_: Any,
    ) -> None:
        with self.broker.lock:
            self.broker.publish(message, exchange, routing_key, mandatory=mandatory)

    def basic_qos(
        self, prefetch_size: int = 0, prefetch_count: int = 0, apply_global: bool = False
    ) -> None:
        self._prefetch = prefetch_count  # as RabbitMQ: for the consumers that follow

    def basic_consume(
        self, queue: str, no_ack: bool, callback: Any, consumer_tag: str, **_: Any
    ) -> None:
        with self.broker.lock:
            found = self.broker.queue(queue)
            taker = Consumer(consumer_tag, found, no_ack, callback, self._prefetch, self._wake)
            self.broker.attach(taker)
            self.takers.append(taker)

    def basic_cancel(self, consumer_tag: str) -> None:
        with self.broker.lock:
            for taker in [t for t in self.takers if t.tag == consumer_tag]:
                self.takers.remove(taker)
                self.broker.detach(taker)

    def basic_get(self, queue: str, no_ack: bool = False, **_: Any) -> Any:
        with self.broker.lock:
            found = self.broker.queue(queue)
            self.broker.refresh(found)
            return self._hand_over(found, None, no_ack=no_ack) if found.ready else None

    def take(self) -> tuple[Consumer, Any] | None:
        """Return the next consumer in turn that has something to take, with its message."""
        for _ in range(len(self.takers)):
            taker = self.takers[0]
            self.takers.rotate(-1)
            self.broker.refresh(taker.queue)
            if taker.queue.ready and taker.has_room():
                return taker, self._hand_over(taker.queue, taker, no_ack=taker.no_ack)
        return None

    def _hand_over(self, queue: Queue, taker: Consumer | None, *, no_ack: bool) -> Any:
        letter, tag = queue.take(), next(self._tags)
        if not no_ack:
            self._unsettled[tag] = (queue, letter, taker)
            if taker:
                taker.unsettled += 1
        return self.Message(letter.payload(tag), channel=self)

    def basic_ack(self, delivery_tag: int, multiple: bool = False) -> None:
        with self.broker.lock:
            up_to = [tag for tag in self._unsettled if tag <= delivery_tag] if multiple else None
            for tag in [delivery_tag] if up_to is None else up_to:
                self._settle(tag)

    def basic_reject(self, delivery_tag: int, requeue: bool = False) -> None:
        with self.broker.lock:
            settled = self._settle(delivery_tag)
            if settled and requeue:
                self.broker.give_back(*settled)
            elif settled:
                self.broker.bury(*settled, "rejected")

    def basic_recover(self, requeue: bool = False) -> None:
        with self.broker.lock:
            self._give_all_back()

    def _settle(self, tag: int) -> tuple[Queue, Letter] | None:
        if tag not in self._unsettled:
            return None
        queue, letter, taker = self._unsettled.pop(tag)
        if taker:
            taker.unsettled -= 1
            taker.wake()
        return queue, letter

    def _give_all_back(self) -> None:
        for tag in sorted(self._unsettled):
            if settled := self._settle(tag):
                self.broker.give_back(*settled)

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        with self.broker.lock:
            for taker in list(self.takers):
                self.basic_cancel(taker.tag)
            self._give_all_back()
        self.connection.close_channel(self)


class Transport(virtual.Transport):
    """Connections of one process to the broker named in the address."""

    Channel = Channel
    driver_type = driver_name = "embedded"
    # Else kombu turns a refusal of ours into OperationalError, and nameko misses NO_ROUTE.
    recoverable_connection_errors = ()
    recoverable_channel_errors = ()

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        name = (client.hostname or "", client.virtual_host or "/")
        self.broker = BROKERS.setdefault(name, Broker())
        self._something = threading.Condition(self.broker.lock)
        self._due: float | None = None

    def wake(self) -> None:
        """Wake whoever drains this connection; the lock is held."""
        self._something.notify_all()

    def driver_version(self) -> str:
        return "1"

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        end = None if timeout is None else time.monotonic() + timeout
        with self.broker.lock:
            while (taken := self._take()) is None:
                self._sleep(end)
        taker, message = taken
        taker.callback(message)

    def _take(self) -> tuple[Consumer, Any] | None:
        self._due = self.broker.sweep()
        for channel in list(self.channels):
            if taken := channel.take():
                return taken  # type: ignore[no-any-return]
        return None

    def _sleep(self, end: float | None) -> None:
        now = time.monotonic()
        if end is not None and end <= now:
            raise TimeoutError
        moments = [moment for moment in (end, self._due) if moment is not None]
        self.broker.waiting.add(self._something)
        try:
            self._something.wait(min(moments) - now if moments else None)
        finally:
            self.broker.waiting.discard(self._something)
