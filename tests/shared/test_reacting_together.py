"""Reacting to many events in one transaction: the same as one by one, and never in part."""

import pytest

from shared.store import Conflict
from shared.tailing import Reactor


def touches(house, thing):
    return len(house.recorded(thing, "ThingTouched"))


@pytest.fixture
def never_alone(monkeypatch):
    monkeypatch.setattr(Reactor, "react", lambda *_: pytest.fail("reacted one by one"))


@pytest.mark.usefixtures("never_alone")
def test_many_are_reacted_to_together_each_once(house):
    things = [house.make() for _ in range(5)]
    house.settle()
    house.tail.forget()
    house.settle()
    assert [touches(house, one) for one in things] == [1] * 5


def test_consequences_are_the_same_as_one_by_one(house, monkeypatch):
    house.settle()
    together = [house.make() for _ in range(2)]
    house.settle()
    monkeypatch.setattr(Reactor, "reacted_together", lambda *_: False)
    alone = [house.make() for _ in range(2)]
    house.settle()

    def told(thing):
        made, touched = map(house.desk.commands.recorder.open, house.recorded(thing))
        known = touched.actor, touched.rules, touched.version, touched.data.times
        assert (touched.causation_id, touched.correlation_id) == (str(made.id), made.correlation_id)
        return known

    assert len({told(thing) for thing in (*together, *alone)}) == 1


def test_a_lot_that_another_writer_came_into_is_taken_one_by_one(house, monkeypatch):
    house.settle()
    things = [house.make() for _ in range(3)]

    def conflict(*_):
        raise Conflict("thing-1", 0, 1)

    monkeypatch.setattr("shared.tailing.reactor.follow_each", conflict)
    house.settle()
    assert [touches(house, one) for one in things] == [1] * 3


def test_what_failed_after_its_effect_leaves_neither_effect_nor_checkpoint(house, monkeypatch):
    house.settle()
    things = [house.make() for _ in range(3)]

    def fail(*_):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(Reactor, "keep", fail)
        with pytest.raises(OSError):  # noqa: PT011 -- it is ours, and says nothing
            house.settle()
        assert [touches(house, one) for one in things] == [0] * 3
    house.tail.forget()
    house.settle()
    assert [touches(house, one) for one in things] == [1] * 3
