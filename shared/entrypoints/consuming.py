"""One broker connection a container: deliveries in, answers out, and a stop that loses neither."""

# mypy: disable-error-code="no-untyped-call, attr-defined"

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

import eventlet
import structlog
from amqp.exceptions import AccessRefused, AMQPError, PreconditionFailed
from eventlet.event import Event
from greenlet import GreenletExit
from kombu import Connection, Consumer
from kombu.exceptions import KombuError
from nameko.extensions import ProviderCollector, SharedExtension

BROKER_ERRORS = (OSError, AMQPError, KombuError)
# Trying again cannot help: the queue exists with other arguments, or the account may not.
HOPELESS = (AccessRefused, PreconditionFailed)
CONNECT_TIMEOUT = 4.0
OPEN_TIMEOUT = 5.0
HEARTBEAT = 20.0
TICK = 0.2
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
GOODBYE = 5.0

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Delivery:
    """A message in hand: `started` once a worker has it, `answered` once the broker was told."""

    provider: Any
    message: Any
    thread: Any = None
    started: bool = False
    answered: bool = False


class Consuming(SharedExtension, ProviderCollector):  # type: ignore[misc]
    """Feeds providers that have `queue`, `prefetch`, `declare(channel)` and `deliver(delivery)`.

    `deliver` runs in a green thread of its own and must see to it that the delivery is settled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.connected = False
        self.draining = False
        self._unsettled: dict[Delivery, None] = {}  # in the order of arrival
        self._consumers: dict[Any, Consumer] = {}
        self._leaving: dict[Any, Event] = {}
        self._ready = Event()
        self._thread: Any = None
        self._over = False

    def start(self) -> None:
        """Return when consuming has begun; waits for the broker, unless stopped meanwhile."""
        if self._thread is None:
            self._thread = self.container.spawn_managed_thread(self._run, identifier="consuming")
        self._ready.wait()

    def unregister_provider(self, provider: Any) -> None:
        """Return when the provider gets nothing any more and all it had in hand is settled."""
        self.draining = True
        if provider in self._providers:
            if self.connected:
                self._leaving[provider] = Event()
                self._leaving[provider].wait()
            super().unregister_provider(provider)

    def stop(self) -> None:
        """Return when the connection is closed, whether the broker is there or not."""
        self.wait_for_providers()
        if self._consumers or not self.connected:
            self._end()  # it is connecting, and nobody is left to connect for
        with suppress(Exception, GreenletExit), eventlet.Timeout(GOODBYE, exception=False):
            self._thread.wait()

    def kill(self) -> None:
        """Drop the connection: the broker takes back everything unsettled."""
        self._end()

    def settle(self, delivery: Delivery, how: Literal["ack", "requeue", "reject"]) -> None:
        """Answer the broker once; on a dead connection it has taken the message back itself."""
        if not self.is_open(delivery):
            return
        delivery.answered = True
        try:
            getattr(delivery.message, how)()
        except BROKER_ERRORS as lost:
            log.warning("settlement lost", how=how, error=type(lost).__name__)
        finally:
            self._unsettled.pop(delivery, None)

    def is_open(self, delivery: Delivery) -> bool:
        """Say whether the broker still waits for our answer to this delivery."""
        return delivery in self._unsettled and not delivery.answered

    def _end(self) -> None:
        if self._thread is not None and not self._over:
            self._thread.kill()
        self._announce()

    def _announce(self) -> None:
        if not self._ready.ready():
            self._ready.send()

    def _run(self) -> None:
        try:
            self._keep_serving()
        finally:
            self._over = True  # the container may kill us from our own last breath
            self._announce()

    def _keep_serving(self) -> None:
        pause = FIRST_PAUSE
        while self._providers:
            try:
                with self._connect() as connection:
                    self._serve(connection)
            except HOPELESS:
                raise
            except BROKER_ERRORS as error:
                pause = FIRST_PAUSE if self.connected else min(pause * 2, LONGEST_PAUSE)
                log.warning("broker lost", error=type(error).__name__, again_in_s=pause)
            finally:
                self._lose()
            if self._providers:
                eventlet.sleep(pause)

    def _connect(self) -> Connection:
        config = self.container.config
        return Connection(
            config["AMQP_URI"],
            connect_timeout=CONNECT_TIMEOUT,
            heartbeat=config.get("HEARTBEAT") or HEARTBEAT,
            ssl=config.get("AMQP_SSL") or False,
        )

    def _serve(self, connection: Connection) -> None:
        connection.ensure_connection(max_retries=0)
        # A quorum queue of a broker that just started may never answer the first who ask.
        with eventlet.Timeout(OPEN_TIMEOUT, TimeoutError()):
            channel = connection.channel()
            for provider in list(self._providers):
                self._open(provider, channel)
        self.connected = True
        self._announce()
        while self._consumers or self._unsettled or self._leaving:
            self._part_with_leavers()
            try:
                connection.drain_events(timeout=TICK)
            except TimeoutError:
                connection.heartbeat_check()

    def _open(self, provider: Any, channel: Any) -> None:
        provider.declare(channel)
        consumer = Consumer(
            channel,
            queues=[provider.queue],
            auto_declare=False,
            on_message=lambda message: self._arrived(provider, message),
            on_decode_error=lambda message, _: self._arrived(provider, message),
        )
        # AMQP counts per consumer: what follows a qos is bound by it, so one at a time.
        consumer.qos(prefetch_count=provider.prefetch)
        consumer.consume()
        self._consumers[provider] = consumer

    def _arrived(self, provider: Any, message: Any) -> None:
        delivery = Delivery(provider, message)
        self._unsettled[delivery] = None
        if provider not in self._leaving:  # else it goes back in its turn, behind the earlier ones
            delivery.thread = self.container.spawn_managed_thread(
                lambda: provider.deliver(delivery), identifier="deliver"
            )

    def _part_with_leavers(self) -> None:
        for provider, gone in list(self._leaving.items()):
            if consumer := self._consumers.pop(provider, None):
                consumer.cancel()
            self._give_back_unstarted(provider)
            if not any(delivery.provider is provider for delivery in self._unsettled):
                del self._leaving[provider]
                gone.send()

    def _give_back_unstarted(self, provider: Any) -> None:
        waiting = [d for d in self._unsettled if d.provider is provider and not d.started]
        for delivery in waiting:
            self.settle(delivery, "requeue")
            if delivery.thread is not None:
                delivery.thread.kill()

    def _lose(self) -> None:
        self.connected = False
        self._consumers.clear()
        self._unsettled.clear()
        for provider in list(self._leaving):
            self._leaving.pop(provider).send()
