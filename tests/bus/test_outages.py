"""The broker dies without warning; nothing that was said is lost, and nobody needs a restart."""

import time
from functools import partial

import eventlet
import pytest
from eventlet.event import Event

from deploy.local.alive import until
from shared.publishing import NotPublished
from tests.bus.fixtures import LIMIT

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def outage(rabbitmq, real_bus):
    """Kill the broker; whatever happens in the test, it is there again afterwards."""

    def strike():
        until(partial(names_are_on_disk, rabbitmq, time.time()), within=LIMIT)
        rabbitmq.kill()

    yield strike
    rabbitmq.start()


def names_are_on_disk(rabbitmq, since):
    # RabbitMQ 3.10 writes the name of a new quorum queue about a second after it confirmed the
    # declaration; a queue that dies younger never finds a leader again (docs/references).
    names = next((rabbitmq.home / "mnesia").glob("*/quorum/*/names.dets"))
    return names.stat().st_mtime > since or since < time.time() - 2


def insist(publisher, messages):
    while True:
        try:
            return publisher.publish_batch(messages)
        except NotPublished:
            continue


def test_a_service_stops_while_the_broker_is_down(outage, real_bus, heard):
    container = real_bus.listen(heard)
    outage()
    with eventlet.Timeout(LIMIT):
        container.stop()


def test_a_handler_that_runs_through_an_outage_hears_its_event_again(
    outage, rabbitmq, real_bus, heard
):
    def slow(event):
        heard(event)
        release.wait()

    release = Event()
    real_bus.listen(slow)
    real_bus.say("1")
    heard.next()
    outage()
    release.send()
    rabbitmq.start()
    assert heard.next_ids(1) == ["1"]


def test_a_broker_killed_in_the_middle_loses_nothing_and_all_resume(
    outage, rabbitmq, real_bus, heard
):
    real_bus.listen(heard, prefetch=5)
    publisher = real_bus.publisher()
    batches = [[real_bus.outgoing(f"{b}-{n}") for n in range(100)] for b in range(6)]
    insist(publisher, batches[0])
    outage()
    speaking = eventlet.spawn(lambda: [insist(publisher, batch) for batch in batches[1:]])
    rabbitmq.start()
    wanted = {message.message_id for batch in batches for message in batch}
    while wanted:
        wanted.discard(heard.next()["id"])
    speaking.wait()


def test_a_failing_event_is_not_lost_when_its_ladder_cannot_be_reached(
    outage, rabbitmq, real_bus, heard
):
    def fail(event):
        heard(event)
        release.wait()
        raise ValueError

    release = Event()
    real_bus.listen(fail)
    real_bus.say("1")
    heard.next()
    outage()
    release.send()
    rabbitmq.start()
    assert heard.next_ids(1) == ["1"]
    assert real_bus.next_dead().properties["message_id"] == "1"
