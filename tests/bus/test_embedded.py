"""Rules of the in-process broker that the bus tests do not reach."""

import pytest
from kombu import Connection, Queue

import shared.embedded  # noqa: F401


@pytest.fixture
def channel(request):
    with Connection(f"embedded://{request.node.name}") as connection:
        yield connection.channel()


def put(channel, queue, *bodies, **options):
    producer = channel.connection.client.Producer(channel)
    for body in bodies:
        producer.publish(body, exchange="", routing_key=queue, **options)


def bodies(channel, queue):
    found = iter(lambda: channel.basic_get(queue, no_ack=True), None)
    return [message.payload for message in found]


def test_two_connections_of_one_name_meet_and_two_names_do_not():
    with Connection("embedded://here") as one, Connection("embedded://here") as two:
        Queue("q")(one.channel()).declare()
        put(two.channel(), "q", "a")
        assert bodies(one.channel(), "q") == ["a"]
    with Connection("embedded://there") as other, pytest.raises(other.channel_errors):
        other.channel().queue_declare("q", passive=True)


def test_the_oldest_goes_when_a_queue_is_full(channel):
    Queue("q", queue_arguments={"x-max-length": 2})(channel).declare()
    put(channel, "q", "a", "b", "c")
    assert bodies(channel, "q") == ["b", "c"]


def test_the_newest_is_refused_when_a_queue_says_so(channel):
    limits = {"x-max-length": 1, "x-overflow": "reject-publish"}
    Queue("q", queue_arguments=limits)(channel).declare()
    put(channel, "q", "a")
    with pytest.raises(channel.connection.client.channel_errors):
        put(channel, "q", "b")


def test_a_message_may_bring_its_own_time_to_live(channel):
    Queue("q")(channel).declare()
    put(channel, "q", "a", expiration=0)
    put(channel, "q", "b")
    assert bodies(channel, "q") == ["b"]


def test_a_queue_that_nobody_uses_expires(channel):
    Queue("q", queue_arguments={"x-expires": 1})(channel).declare()
    with pytest.raises(TimeoutError):
        channel.connection.client.drain_events(timeout=0.01)
    with pytest.raises(channel.connection.client.channel_errors):
        channel.queue_declare("q", passive=True)


def test_an_auto_delete_queue_goes_with_its_last_consumer(channel):
    Queue("q", auto_delete=True)(channel).declare()
    channel.basic_consume("q", no_ack=True, callback=print, consumer_tag="t")
    channel.basic_cancel("t")
    with pytest.raises(channel.connection.client.channel_errors):
        channel.queue_declare("q", passive=True)


def test_purging_and_deleting(channel):
    Queue("q")(channel).declare()
    put(channel, "q", "a", "b")
    assert channel.queue_purge("q") == 2
    channel.queue_delete("q")
    with pytest.raises(channel.connection.client.channel_errors):
        channel.queue_delete("q")
