"""What one who hears many at once may rely on: what everybody may, and each event in its order."""

import eventlet
import pytest
from eventlet.event import Event

from shared.entrypoints import hears_many
from tests.bus.fixtures import an_event


class Sick(Exception):
    code = "out-of-order"


@pytest.fixture
def listen(bus):
    """A service whose one method is given what has arrived."""

    def start(handle, **options):
        class Listener:
            name = bus.listener

            @hears_many(bus.speaker, ["Happened"], **{"retry_delays": (), **options})
            def hear(self, events):
                return handle(events)

        return bus.run(Listener)

    return start


class Lots:
    """Takes down each lot; fails while one of them is bad."""

    def __init__(self, heard):
        self.heard, self.ids = heard, []

    def __call__(self, events):
        self.ids.append([one["id"] for one in events])
        if any(one["id"].startswith("bad") for one in events):
            raise Sick
        for one in events:
            self.heard(one)


@pytest.fixture
def lots(heard):
    return Lots(heard)


def numbered(count):
    return [f"e-{n}" for n in range(count)]


def test_all_is_heard_once_in_the_order_of_saying(bus, heard, lots, listen):
    listen(lots)
    bus.say(*numbered(250))
    assert heard.next_ids(250) == numbered(250)


def test_what_arrives_meanwhile_is_heard_together(bus, heard, lots, listen):
    begun, enough = Event(), Event()

    def handle(events):
        lots(events)
        if not begun.ready():
            begun.send()
            enough.wait()

    listen(handle, at_once=10)
    bus.say("first")
    begun.wait()
    bus.say(*numbered(20))
    enough.send()
    assert heard.next_ids(21) == ["first", *numbered(20)]
    assert len(lots.ids) < 21
    assert max(map(len, lots.ids)) <= 10


def test_nobody_hears_two_lots_at_a_time(bus, heard, listen):
    running, most = [], []

    def handle(events):
        running.append(events)
        eventlet.sleep(0)
        most.append(len(running))
        running.remove(events)
        for one in events:
            heard(one)

    listen(handle, at_once=3)
    bus.say(*numbered(30))
    heard.next_ids(30)
    assert max(most) == 1


def test_one_that_fails_goes_its_way_alone_and_the_others_are_heard_in_order(
    bus, heard, lots, listen
):
    container = listen(lots)
    bus.say("1", "2", "bad", "3", "4")
    dead = bus.next_dead()
    assert heard.next_ids(4) == ["1", "2", "3", "4"]
    assert (dead.headers["x-error-type"], dead.headers["x-attempt"]) == ("Sick", 1)
    assert ["bad"] in lots.ids
    container.stop()
    assert bus.is_empty(bus.queue)


def test_what_is_no_event_goes_to_the_dead_and_the_others_are_heard(bus, heard, lots, listen):
    listen(lots).stop()
    bus.say("1")
    bus.shout(b"[1, 2]")
    bus.say("2")
    listen(lots)
    assert heard.next_ids(2) == ["1", "2"]
    assert bus.next_dead().headers["x-error-code"] == "not-a-cloudevent"


def test_a_stop_gives_back_what_was_not_begun(bus, heard, lots, listen):
    begun, enough = Event(), Event()

    def handle(events):
        lots(events)
        begun.send()
        enough.wait()

    container = listen(handle, at_once=2)
    bus.say("1")
    begun.wait()
    bus.say("2", "3", "4")
    stopping = eventlet.spawn(container.stop)
    eventlet.sleep(0)
    enough.send()
    stopping.wait()
    assert heard.next_ids(1) == ["1"]
    listen(lots)
    assert heard.next_ids(3) == ["2", "3", "4"]


def test_what_a_dying_listener_had_in_hand_is_heard_by_the_next_one_at_a_time(
    bus, heard, lots, listen
):
    begun = Event()

    def hang(events):
        if not begun.ready():
            begun.send(events)
        Event().wait()

    container = listen(hang)
    bus.say("1", "2", "3")
    assert begun.wait()[0] == an_event("1")
    bus.consuming(container).kill()
    container.kill()
    listen(lots)
    assert heard.next_ids(3) == ["1", "2", "3"]
    assert ["1"] in lots.ids
