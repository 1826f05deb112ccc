"""When a batch is published it is there, and when it may not be, the publisher says so."""

import pytest
from kombu import Exchange

from shared.publishing import NotPublished, PikaPublisher


def test_a_large_batch_arrives_whole_and_in_order(bus, heard):
    bus.listen(heard)
    ids = [str(number) for number in range(1500)]
    bus.publisher().publish_batch(bus.outgoing(id_) for id_ in ids)
    assert heard.next_ids(1500) == ids


def test_every_property_arrives(bus, heard):
    bus.listen(heard).stop()
    bus.publisher().publish_batch([bus.outgoing("e-9")])
    message = bus.next_of(bus.queue)
    properties = message.properties
    assert message.content_type == "application/cloudevents+json"
    assert properties["message_id"] == "e-9"
    assert properties["type"] == "Happened"
    assert properties["app_id"] == bus.speaker
    assert properties["correlation_id"] == "c-1"
    assert properties["delivery_mode"] == 2
    assert properties["timestamp"] == 1_767_600_000


def test_an_empty_batch_is_published_at_once(bus):
    bus.publisher().publish_batch([])


def test_the_exchange_is_made_by_whoever_comes_first(bus, heard):
    bus.publisher().publish_batch([bus.outgoing("nobody listens yet")])
    bus.listen(heard)
    bus.publisher().publish_batch([bus.outgoing("1")])
    assert heard.next_ids(1) == ["1"]


def test_a_publisher_is_usable_after_idling(bus, heard):
    bus.listen(heard)
    publisher = bus.publisher()
    publisher.publish_batch([bus.outgoing("1")])
    publisher.idle(0)
    publisher.publish_batch([bus.outgoing("2")])
    assert heard.next_ids(2) == ["1", "2"]


def test_a_publisher_recovers_from_a_failing_source(bus, heard):
    def source():
        yield bus.outgoing("1")
        raise LookupError

    bus.listen(heard)
    publisher = bus.publisher()
    with pytest.raises(LookupError):
        publisher.publish_batch(source())
    publisher.publish_batch([bus.outgoing("2")])
    assert heard.next_ids(2) == ["1", "2"]


def test_a_message_that_no_queue_wants_is_a_failure_when_it_is_mandatory(real_bus):
    publisher = real_bus.publisher(mandatory=True)
    with pytest.raises(NotPublished, match="NO_ROUTE"):
        publisher.publish_batch([real_bus.outgoing("1")])


def test_an_exchange_of_another_kind_is_a_failure(bus):
    with bus.connection() as connection:
        other = Exchange(f"{bus.speaker}.events", "fanout", durable=True)
        other(connection.channel()).declare()
    with pytest.raises(NotPublished):
        bus.publisher().publish_batch([bus.outgoing("1")])


def test_a_broker_that_is_not_there_is_a_failure():
    with pytest.raises(NotPublished):
        PikaPublisher("amqp://127.0.0.1:1").publish_batch([])


def test_a_broker_short_of_memory_is_a_failure_and_not_a_wait_for_ever(real_bus, rabbitmq, heard):
    real_bus.listen(heard)
    publisher = real_bus.publisher(blocked_timeout=0.3)
    publisher.publish_batch([real_bus.outgoing("1")])
    rabbitmq.ctl("set_vm_memory_high_watermark", "0")
    try:
        with pytest.raises(NotPublished):
            publisher.publish_batch([real_bus.outgoing("2")])
    finally:
        rabbitmq.ctl("set_vm_memory_high_watermark", "0.5")
    publisher.publish_batch([real_bus.outgoing("2")])
    assert heard.next_ids(2) == ["1", "2"]
