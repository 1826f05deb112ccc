"""What a listener may rely on, whichever broker carries the messages."""

import json

import eventlet
import pytest
from eventlet.event import Event
from kombu import Exchange
from nameko.extensions import DependencyProvider

from shared.entrypoints import hears
from tests.bus.fixtures import LIMIT, an_event


class Sick(Exception):
    code = "out-of-order"


class Hopeless(Exception):
    final = True
    code = "no-such-thing"


def failing_with(error, heard):
    def handle(event):
        heard(event)
        if event["id"].startswith("bad"):
            raise error

    return handle


def test_a_listener_hears_the_whole_event_as_it_was_said(bus, heard):
    bus.listen(heard)
    bus.say("e-7")
    assert heard.next() == an_event("e-7")


def test_a_listener_hears_in_the_order_of_saying(bus, heard):
    bus.listen(heard)
    ids = [f"e-{n}" for n in range(50)]
    bus.say(*ids)
    assert heard.next_ids(50) == ids


def test_a_listener_hears_each_type_it_asked_for_and_no_other(bus, heard):
    bus.listen(heard, types=("Begun", "Ended"))
    for id_, type_ in (("1", "Begun"), ("2", "Paused"), ("3", "Ended")):
        bus.say(id_, type_=type_)
    assert heard.next_ids(2) == ["1", "3"]


def test_two_methods_that_hear_the_same_type_both_hear_it(bus, heard):
    class Twice:
        name = bus.listener

        @hears(bus.speaker, ["Happened"], retry_delays=())
        def hear(self, event):
            heard({**event, "id": "first"})

        @hears(bus.speaker, ["Happened"], retry_delays=())
        def overhear(self, event):
            heard({**event, "id": "second"})

    bus.run(Twice)
    bus.say("1")
    assert sorted(heard.next_ids(2)) == ["first", "second"]


def test_an_event_is_heard_from_an_exchange_of_another_name(bus, heard):
    bus.listen(heard, exchange=f"{bus.speaker}.quiet")
    with bus.connection() as connection:
        connection.Producer().publish(
            json.dumps(an_event("1")),
            exchange=Exchange(f"{bus.speaker}.quiet.events", "topic"),
            routing_key="Happened",
            content_type="application/json",
        )
    assert heard.next_ids(1) == ["1"]


def test_the_same_event_said_twice_is_heard_twice(bus, heard):
    bus.listen(heard)
    bus.say("1", "1")
    assert heard.next_ids(2) == ["1", "1"]


def test_what_was_heard_leaves_the_queue(bus, heard):
    container = bus.listen(heard)
    bus.say("1", "2")
    heard.next_ids(2)
    container.stop()
    assert bus.is_empty(bus.queue)


def test_what_is_said_while_nobody_listens_is_heard_later(bus, heard):
    bus.listen(heard).stop()
    bus.say("1")
    bus.listen(heard)
    assert heard.next_ids(1) == ["1"]


def test_a_failing_event_climbs_the_ladder_and_ends_among_the_dead_with_its_reason(bus, heard):
    bus.listen(failing_with(Sick("Ada Lovelace said so"), heard), retry_delays=(0.05, 0.1))
    bus.say("bad")
    dead = bus.next_dead()
    assert heard.next_ids(3) == ["bad"] * 3
    assert dead.headers["x-error-type"] == "Sick"
    assert dead.headers["x-error-code"] == "out-of-order"
    assert dead.headers["x-attempt"] == 3
    assert dead.properties["message_id"] == "bad"
    assert json.loads(dead.body) == an_event("bad")
    assert "Ada" not in repr(dead.headers) + repr(dead.properties)


def test_an_event_that_fails_once_is_done_at_the_second_attempt(bus, heard):
    def fail_once(event):
        heard(event)
        if not seen:
            seen.append(event["id"])
            raise Sick

    seen = []
    container = bus.listen(fail_once, retry_delays=(0.05,))
    bus.say("1")
    assert heard.next_ids(2) == ["1", "1"]
    container.stop()
    assert bus.is_empty(bus.queue)
    assert bus.is_empty(f"{bus.queue}.dead")


def test_others_are_heard_while_a_failing_event_waits_on_its_rung(bus, heard):
    bus.listen(failing_with(Sick(), heard), retry_delays=(300,))
    bus.say("bad", "good")
    assert heard.next_ids(2) == ["bad", "good"]


def test_a_retry_reaches_only_the_listener_that_failed(bus, heard):
    class Neighbours:
        name = bus.listener

        @hears(bus.speaker, ["Happened"], retry_delays=(0.05,))
        def hear(self, event):
            heard({**event, "id": "failing"})
            raise Sick

        @hears(bus.speaker, ["Happened"], retry_delays=(0.05,))
        def overhear(self, event):
            calm.append(event["id"])

    calm = []
    container = bus.run(Neighbours)
    bus.say("1")
    bus.next_dead()
    container.stop()
    assert heard.next_ids(2) == ["failing"] * 2
    assert calm == ["1"]


def test_a_final_error_leads_to_the_dead_at_once(bus, heard):
    bus.listen(failing_with(Hopeless(), heard), retry_delays=(300,))
    bus.say("bad", "good")
    dead = bus.next_dead()
    assert (dead.headers["x-error-type"], dead.headers["x-attempt"]) == ("Hopeless", 1)
    assert heard.next_ids(2) == ["bad", "good"]


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b"\xff\xfe{", "application/cloudevents+json", "not-json"),
        (b"[1, 2]", "application/json", "not-a-cloudevent"),
        (b'{"specversion": "1.0", "id": "1"}', "application/json", "not-a-cloudevent"),
        (json.dumps(an_event()).encode(), "text/plain", "content-type"),
        (b"\x80\x04K\x01.", "application/x-python-serialize", "content-type"),
    ],
)
def test_what_is_no_event_goes_to_the_dead_unheard(bus, heard, body, content_type, code):
    bus.listen(heard, retry_delays=(300,))
    bus.shout(body, content_type)
    bus.say("good")
    dead = bus.next_dead()
    assert dead.headers["x-error-type"] == "Unreadable"
    assert dead.headers["x-error-code"] == code
    assert bytes(dead.body, "latin-1") if isinstance(dead.body, str) else dead.body
    assert heard.next_ids(1) == ["good"]


def test_an_escaped_timeout_is_a_failure_like_any_other(bus, heard):
    def never_ends(event):
        heard(event)
        if event["id"] == "bad":
            raise eventlet.Timeout(None)

    bus.listen(never_ends, retry_delays=(0.05,))
    bus.say("bad", "good", "better")
    assert bus.next_dead().headers["x-error-type"] == "Timeout"
    assert sorted(heard.next_ids(4)) == ["bad", "bad", "better", "good"]


def test_a_listener_with_prefetch_one_never_does_two_things_at_once(bus, heard):
    def busy(event):
        running.append(event["id"])
        eventlet.sleep(0)
        most.append(len(running))
        running.remove(event["id"])
        heard(event)

    running, most = [], []
    bus.listen(busy, prefetch=1)
    bus.say(*"12345")
    heard.next_ids(5)
    assert max(most) == 1


def test_each_listener_of_a_service_has_its_own_prefetch(bus, heard):
    class Uneven:
        name = bus.listener

        @hears(bus.speaker, ["Slow"], prefetch=1, retry_delays=())
        def hear(self, event):
            heard({**event, "id": "slow"})
            enough.wait()

        @hears(bus.speaker, ["Fast"], prefetch=3, retry_delays=())
        def overhear(self, event):
            heard({**event, "id": "fast"})
            enough.wait()

    enough = Event()
    container = bus.run(Uneven)
    bus.say("1", "2", type_="Slow")
    bus.say("3", "4", "5", "6", type_="Fast")
    assert sorted(heard.next_ids(4)) == ["fast", "fast", "fast", "slow"]
    held = heard.is_empty()
    enough.send()
    assert heard.next_ids(2)
    container.stop()
    assert held


def test_a_queue_of_the_same_name_with_other_limits_keeps_the_service_from_starting(bus, heard):
    bus.listen(heard).stop()
    with pytest.raises(Exception, match="PRECONDITION_FAILED"):
        bus.listen(heard, delivery_limit=9).wait()


def test_a_failing_dependency_ends_the_container_and_loses_no_event(bus, heard):
    class Broken(DependencyProvider):
        def get_dependency(self, _):
            raise ConnectionError

    service = bus.listening(heard)
    service.broken = Broken()
    container = bus.run(service)
    bus.say("1")
    with pytest.raises(ConnectionError), eventlet.Timeout(LIMIT):
        container.wait()
    bus.listen(heard)
    assert heard.next_ids(1) == ["1"]
