"""A broker for one test, somebody who speaks and somebody who hears."""

import json
import logging
import uuid
from contextlib import suppress

import eventlet.queue
import pytest
import structlog
from kombu import Connection, Consumer, Queue
from nameko.containers import ServiceContainer

from shared.entrypoints import hears
from shared.publishing import KombuPublisher, Outgoing, PikaPublisher

LIMIT = 30  # seconds until waiting counts as failure; nothing ever waits that long when it works


@pytest.fixture(autouse=True)
def quiet():
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("pika").setLevel(logging.CRITICAL)
    yield
    structlog.reset_defaults()


def an_event(id_="e-1", type_="Happened", **parts):
    return {"specversion": "1.0", "id": id_, "source": "/speaker", "type": type_, **parts}


class Bus:
    """One broker for one test, with names that no other test uses."""

    def __init__(self, uri):
        unique = uuid.uuid4().hex[:8]
        self.uri, self.speaker, self.listener = uri, f"speaker{unique}", f"listener{unique}"
        self.containers, self.queues, self.closing = [], set(), []

    @property
    def is_real(self):
        return self.uri.startswith("amqp")

    @property
    def config(self):
        return {"AMQP_URI": self.uri}

    # ---- who hears ------------------------------------------------------------------------

    def run(self, service, **config):
        """Start a container; stopped at the end of the test if it still lives."""
        container = ServiceContainer(service, {**self.config, **config})
        self.containers.append(container)
        container.start()
        return container

    def listen(self, handle, types=("Happened",), **options):
        """Start a service whose one method is `handle`."""
        return self.run(self.listening(handle, types, **options))

    def listening(self, handle, types=("Happened",), **options):
        class Listener:
            name = self.listener

            @hears(self.speaker, types, **{"retry_delays": (), **options})
            def hear(self, event):
                return handle(event)

        return Listener

    @property
    def queue(self):
        return f"{self.listener}.hear"

    # ---- who speaks -----------------------------------------------------------------------

    def publisher(self, **options):
        publisher = (PikaPublisher if self.is_real else KombuPublisher)(self.uri, **options)
        self.closing.append(publisher)
        return publisher

    def outgoing(self, id_="e-1", type_="Happened"):
        body = json.dumps(an_event(id_, type_)).encode()
        return Outgoing(
            f"{self.speaker}.events", type_, body, id_, type_, self.speaker, 1_767_600_000, "c-1"
        )

    def say(self, *ids, type_="Happened"):
        self.publisher().publish_batch([self.outgoing(id_, type_) for id_ in ids])

    def shout(self, body, content_type="application/cloudevents+json", **options):
        """Publish whatever bytes, straight into the listener's queue."""
        with self.connection() as connection:
            connection.Producer().publish(
                body,
                exchange="",
                routing_key=self.queue,
                content_type=content_type,
                content_encoding="binary",
                **options,
            )

    # ---- what lies where ------------------------------------------------------------------

    def connection(self):
        return Connection(self.uri, transport_options={"confirm_publish": True})

    def next_of(self, queue):
        """Wait for the next message of a queue and take it."""
        found = []
        with self.connection() as connection:
            channel = connection.channel()
            consumer = Consumer(
                channel,
                [Queue(queue, no_declare=True)],
                on_message=lambda message: (found.append(message), message.ack()),
                auto_declare=False,
            )
            consumer.qos(prefetch_count=1)
            consumer.consume()
            while not found:
                connection.drain_events(timeout=LIMIT)
            consumer.cancel()
        return found[0]

    def get(self, queue, how="ack"):
        """Take what lies at the head of a queue now and settle it."""
        with self.connection() as connection:
            message = Queue(queue)(connection.channel()).get()
            getattr(message, how)()
        return message

    def next_dead(self):
        return self.next_of(f"{self.queue}.dead")

    def is_empty(self, queue):
        with self.connection() as connection:
            message = Queue(queue)(connection.channel()).get()
            if message is not None:
                message.requeue()
        return message is None

    def consuming(self, container):
        """Return the extension that holds the container's connection."""
        return next(iter(container.entrypoints)).consuming

    def remember(self, container):
        for extension in container.entrypoints:
            for queue in getattr(extension, "topology", ()):
                self.queues.add(queue.name)

    def close(self):
        for container in self.containers:
            self.remember(container)
            stopped = False
            with suppress(Exception), eventlet.Timeout(10, exception=False):
                container.stop()
                stopped = True
            if not stopped:
                container.kill()
        for publisher in self.closing:
            publisher.close()
        if self.is_real:
            with eventlet.Timeout(10, exception=False):
                self.clean_up()

    def clean_up(self):
        with self.connection() as connection:
            channel = connection.channel()
            for queue in self.queues:
                channel.queue_delete(queue)


@pytest.fixture(params=["embedded", "rabbitmq"])
def bus(request):
    """The same test on both transports."""
    if request.param == "embedded":
        uri = f"embedded://{uuid.uuid4().hex}"
    else:
        uri = request.getfixturevalue("rabbitmq").uri()
    one = Bus(uri)
    yield one
    one.close()


@pytest.fixture
def real_bus(rabbitmq):
    one = Bus(rabbitmq.uri())
    yield one
    one.close()


class Heard:
    """What a listener heard, in order; waits for it instead of looking again and again."""

    def __init__(self):
        self.queue = eventlet.queue.Queue()

    def __call__(self, event):
        self.queue.put(event)

    def next(self):
        return self.queue.get(timeout=LIMIT)

    def next_ids(self, count):
        return [self.next()["id"] for _ in range(count)]

    def is_empty(self):
        return self.queue.empty()


@pytest.fixture
def heard():
    return Heard()
