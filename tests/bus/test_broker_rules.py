"""The rules of the broker itself that everything else relies on, on both transports."""

import pytest
from amqp.exceptions import NotFound
from kombu import Consumer, Exchange, Producer, Queue

from shared.publishing import Confirmed, NotPublished
from tests.bus.fixtures import LIMIT

QUORUM = {"x-queue-type": "quorum"}


@pytest.fixture
def channel(bus):
    with bus.connection() as connection:
        yield connection.channel()


@pytest.fixture
def make(bus, channel):
    def make(name, **arguments):
        full = f"{bus.listener}.{name}"
        queue = Queue(full, durable=True, queue_arguments={**QUORUM, **arguments})
        queue(channel).declare()
        bus.queues.add(full)
        return full

    return make


@pytest.fixture
def put(channel):
    def put(queue, *bodies, **options):
        for body in bodies:
            Producer(channel).publish(body, exchange="", routing_key=queue, **options)

    return put


def arguments_to(queue, **more):
    return {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": queue, **more}


def test_what_is_given_back_comes_last_where_no_limit_bounds_it(bus, make, put):
    queue = make("one")
    put(queue, "a", "b")
    bus.get(queue, how="requeue")
    assert [bus.get(queue).payload for _ in range(2)] == ["b", "a"]


def test_what_is_given_back_comes_first_again_and_says_so(bus, make, put):
    queue = make("one", **{"x-delivery-limit": 5})
    put(queue, "a", "b")
    first = bus.get(queue, how="requeue")
    again = bus.get(queue)
    assert (first.payload, first.delivery_info["redelivered"]) == ("a", False)
    assert (again.payload, again.delivery_info["redelivered"]) == ("a", True)
    assert again.headers["x-delivery-count"] == 1
    assert bus.get(queue).payload == "b"


def test_what_came_back_too_often_goes_to_the_dead(bus, make, put):
    dead = make("dead")
    queue = make("one", **arguments_to(dead, **{"x-delivery-limit": 2}))
    put(queue, "a")
    for _ in range(3):
        bus.get(queue, how="requeue")
    found = bus.next_of(dead)
    assert found.headers["x-first-death-reason"] == "delivery_limit"
    assert found.headers["x-death"][0]["queue"] == queue


def test_what_is_rejected_goes_to_the_dead_with_its_history(bus, make, put):
    dead = make("dead")
    queue = make("one", **arguments_to(dead))
    put(queue, "a")
    bus.get(queue, how="reject")
    death = bus.next_of(dead).headers["x-death"][0]
    assert (death["queue"], death["reason"], death["count"]) == (queue, "rejected", 1)
    assert death["routing-keys"] == [queue]


def test_what_waits_too_long_moves_on_though_nobody_looks(bus, make, put):
    later = make("later")
    queue = make("one", **arguments_to(later, **{"x-message-ttl": 50}))
    put(queue, "a")
    found = bus.next_of(later)
    assert (found.payload, found.headers["x-first-death-reason"]) == ("a", "expired")


def test_what_nobody_settled_returns_when_the_connection_closes(bus, make, put):
    queue = make("one", **{"x-delivery-limit": 5})
    put(queue, "a", "b")
    with bus.connection() as connection:
        taken = []
        channel = connection.channel()
        consumer = Consumer(channel, [Queue(queue, no_declare=True)], on_message=taken.append)
        consumer.qos(prefetch_count=2)
        consumer.consume()
        while len(taken) < 2:
            connection.drain_events(timeout=LIMIT)
    assert [bus.get(queue).payload for _ in range(2)] == ["a", "b"]


def test_each_queue_has_a_copy_of_its_own(bus, channel, make):
    one, two = make("one"), make("two")
    exchange = Exchange(f"{bus.speaker}.events", "topic", durable=True)(channel)
    exchange.declare()
    for queue in (one, two):
        channel.queue_bind(queue, exchange.name, "a.*")
        channel.queue_bind(queue, exchange.name, "#")
    Producer(channel).publish("x", exchange=exchange, routing_key="a.b")
    bus.get(one, how="requeue")
    assert bus.get(one).payload == "x"
    assert not bus.get(two).delivery_info["redelivered"]
    assert bus.is_empty(one)
    assert bus.is_empty(two)


@pytest.mark.parametrize(
    ("pattern", "key", "leads"),
    [
        ("a", "a", True),
        ("a", "a.b", False),
        ("a.*", "a.b", True),
        ("a.*", "a", False),
        ("a.#", "a", True),
        ("#.c", "a.b.c", True),
        ("*.b.#", "a.b", True),
        ("#", "", True),
    ],
)
def test_a_topic_pattern_leads(bus, channel, make, pattern, key, leads):
    queue = make("one")
    exchange = Exchange(f"{bus.speaker}.events", "topic", durable=True)(channel)
    exchange.declare()
    channel.queue_bind(queue, exchange.name, pattern)
    channel.queue_bind(queue, exchange.name, "the.end")
    Producer(channel).publish("x", exchange=exchange, routing_key=key)
    Producer(channel).publish("end", exchange=exchange, routing_key="the.end")
    expected = ["x", "end"] if leads or pattern == "#" else ["end"]
    assert [bus.get(queue).payload for _ in expected] == expected


def test_a_mandatory_message_without_a_queue_is_returned(bus):
    confirmed = Confirmed(bus.uri)
    with pytest.raises(NotPublished) as refused:
        confirmed.put("", "no-such-queue", b"x", content_type="text/plain", mandatory=True)
    assert "NO_ROUTE" in str(refused.value.__cause__)
    confirmed.close()


def test_a_queue_that_is_not_there_is_refused(bus, channel):
    with pytest.raises(NotFound):
        channel.queue_declare("no-such-queue", passive=True)
