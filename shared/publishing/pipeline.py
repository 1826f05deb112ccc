"""One pika connection with many unconfirmed messages under way, driven from the caller's thread."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pika

from shared.envelope import CONTENT_TYPE

from .outgoing import NotPublished, Outgoing

GOODBYE = 1.0
PERSISTENT = pika.DeliveryMode.Persistent.value


class Pipeline:
    """Lives until the first failure; whoever holds it then makes a new one.

    `window` is how many messages may be unconfirmed, `patience` how many seconds may pass without
    any confirm.
    """

    def __init__(self, parameters: Any, *, window: int, patience: float, mandatory: bool) -> None:
        self._window, self._patience, self._mandatory = window, patience, mandatory
        self._failure: str | None = None
        self._channel: Any = None
        self._source: Iterator[Outgoing] = iter(())
        self._last_tag = 0
        self._unconfirmed: dict[int, None] = {}
        self._declared: set[str] = set()
        self._confirming = False
        self._progress = 0
        self._watchman: Any = None
        self._connection = pika.SelectConnection(
            parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._closed,
            on_close_callback=self._closed,
        )
        self._loop = self._connection.ioloop
        try:
            self._run_until(lambda: self._confirming)
        except NotPublished:
            self.close()
            raise

    def publish(self, messages: Iterable[Outgoing]) -> None:
        """Return when all are confirmed; raises NotPublished, and then this is of no more use."""
        self._check()
        self._source = iter(messages)
        self._fill()
        self._run_until(lambda: not self._unconfirmed)

    def idle(self, seconds: float) -> None:
        """Answer heartbeats for so long; raises NotPublished when the connection is gone."""
        self._check()
        self._loop.call_later(seconds, self._loop.stop)
        self._loop.start()
        self._check()

    def close(self) -> None:
        """Say goodbye to the broker if it is still there, and release the sockets."""
        with suppress(Exception):
            if self._connection.is_open:
                gone = time.monotonic() + GOODBYE
                self._connection.close()
                self._loop.call_later(GOODBYE, self._loop.stop)
                # The loop stops at the channel's end already, before the connection's.
                while not self._connection.is_closed and time.monotonic() < gone:
                    self._loop.start()
        with suppress(Exception):
            self._loop.close()

    def _check(self) -> None:
        if self._failure is not None:
            raise NotPublished(self._failure)

    def _run_until(self, done: Callable[[], bool]) -> None:
        self._watch(seen=-1)
        while not done() and self._failure is None:
            self._loop.start()
        self._loop.remove_timeout(self._watchman)
        self._check()

    def _watch(self, seen: int) -> None:
        if seen == self._progress:
            self._fail("no confirm in time")
        now = self._progress
        self._watchman = self._loop.call_later(self._patience, lambda: self._watch(now))

    def _fail(self, why: str) -> None:
        self._failure = self._failure or why
        self._loop.stop()

    def _opened(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Any) -> None:
        self._channel = channel
        channel.add_on_close_callback(self._closed)
        channel.add_on_return_callback(self._returned)
        channel.confirm_delivery(self._confirmed, callback=self._ready)

    def _ready(self, _: Any) -> None:
        self._confirming = True
        self._loop.stop()

    def _closed(self, _: Any, reason: BaseException | str) -> None:
        self._fail(type(reason).__name__)

    def _returned(self, _: Any, method: Any, *__: Any) -> None:
        self._fail(f"returned: {method.reply_text}")

    def _confirmed(self, frame: Any) -> None:
        confirm = frame.method
        self._progress += 1
        if isinstance(confirm, pika.spec.Basic.Nack):
            self._fail("refused by the broker")
            return
        for tag in self._covered(confirm.delivery_tag, multiple=confirm.multiple):
            self._unconfirmed.pop(tag, None)
        self._fill()
        if not self._unconfirmed:
            self._loop.stop()

    def _covered(self, tag: int, *, multiple: bool) -> list[int]:
        if not multiple:
            return [tag]
        covered = []
        for earlier in self._unconfirmed:  # in the order of publishing
            if earlier > tag:
                break
            covered.append(earlier)
        return covered

    def _fill(self) -> None:
        while len(self._unconfirmed) < self._window and self._failure is None:
            message = next(self._source, None)
            if message is None:
                return
            self._send(message)

    def _send(self, message: Outgoing) -> None:
        if message.exchange not in self._declared:
            # One channel is in order: whatever follows finds the exchange there.
            self._channel.exchange_declare(message.exchange, "topic", durable=True)
            self._declared.add(message.exchange)
        self._last_tag += 1
        self._unconfirmed[self._last_tag] = None
        self._channel.basic_publish(
            message.exchange,
            message.routing_key,
            message.body,
            _properties(message),
            mandatory=self._mandatory,
        )


def _properties(message: Outgoing) -> Any:
    return pika.BasicProperties(
        content_type=CONTENT_TYPE,
        content_encoding="utf-8",
        delivery_mode=PERSISTENT,
        message_id=message.message_id,
        type=message.type,
        app_id=message.app_id,
        timestamp=message.timestamp,
        correlation_id=message.correlation_id,
    )
