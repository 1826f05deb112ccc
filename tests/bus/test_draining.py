"""A stop finishes what was begun, gives back what was not, and loses neither."""

import eventlet
from eventlet.event import Event
from nameko.standalone.rpc import ClusterRpcProxy

from shared.entrypoints import asked
from tests.bus.fixtures import LIMIT


def test_a_started_handler_finishes_and_its_acknowledgement_gets_through(bus, heard):
    def slow(event):
        heard(event)
        release.wait()
        finished.append(event["id"])

    release, finished = Event(), []
    container = bus.listen(slow, prefetch=2)
    bus.say("1", "2")
    heard.next_ids(2)
    stopping = eventlet.spawn(container.stop)
    release.send()
    with eventlet.Timeout(LIMIT):
        stopping.wait()
    assert sorted(finished) == ["1", "2"]
    assert bus.is_empty(bus.queue)


def test_what_was_not_started_is_given_back_in_order(bus, heard):
    def slow(event):
        heard(event)
        release.wait()

    release = Event()
    container = bus.run(bus.listening(slow, prefetch=3), max_workers=1)
    bus.say("1", "2", "3")
    assert heard.next_ids(1) == ["1"]
    _until_arrived(3, bus.consuming(container))
    stopping = eventlet.spawn(container.stop)
    eventlet.spawn(_when_draining, bus.consuming(container), release)
    with eventlet.Timeout(LIMIT):
        stopping.wait()
    assert heard.is_empty()
    release = Event()
    release.send()
    bus.listen(heard)
    assert heard.next_ids(2) == ["2", "3"]


def _until_arrived(count, consuming):
    with eventlet.Timeout(LIMIT):
        while len(consuming._unsettled) < count:
            eventlet.sleep(0)


def _when_draining(consuming, release):
    while len(consuming._unsettled) > 1:
        eventlet.sleep(0)
    release.send()


def test_a_failing_handler_climbs_its_ladder_even_during_the_stop(bus, heard):
    def slow(event):
        heard(event)
        release.wait()
        raise ValueError

    release = Event()
    container = bus.listen(slow)
    bus.say("1")
    heard.next()
    stopping = eventlet.spawn(container.stop)
    release.send()
    with eventlet.Timeout(LIMIT):
        stopping.wait()
    assert bus.next_dead().headers["x-error-type"] == "ValueError"


def test_a_question_under_way_is_answered_before_the_stop(bus, heard):
    class Slow:
        name = bus.listener

        @asked
        def answer(self):
            heard({"id": "asked"})
            release.wait()
            return "done"

    release = Event()
    container = bus.run(Slow)
    with ClusterRpcProxy(bus.config, timeout=LIMIT) as services:
        reply = services[bus.listener].answer.call_async()
        heard.next()
        stopping = eventlet.spawn(container.stop)
        release.send()
        assert reply.result() == "done"
        with eventlet.Timeout(LIMIT):
            stopping.wait()
    assert bus.is_empty(f"rpc-{bus.listener}")


def test_a_service_that_heard_nothing_stops_as_well(bus, heard):
    with eventlet.Timeout(LIMIT):
        bus.listen(heard).stop()
