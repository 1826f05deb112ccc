"""Several at once on one stream: everybody is answered truthfully, nothing is recorded twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from shared.refusals import Refused


@pytest.fixture
def in_between(house, monkeypatch):
    """Let something happen after the next command has looked and before it records."""
    store, waiting = house.desk.store, []
    look = store.load

    def load(*args):
        loaded = look(*args)
        if waiting:
            waiting.pop()()
        return loaded

    monkeypatch.setattr(store, "load", load)
    return waiting.append


def test_eight_writers_of_one_stream_all_succeed_and_each_knows_its_version(house):
    thing = house.make()
    with ThreadPoolExecutor(8) as crowd:
        answers = list(
            crowd.map(lambda _: house.ask("TouchThing", thing_id=thing, times=1), range(8))
        )
    rows = {str(row.id): row.version for row in house.recorded(thing)}
    assert sorted(one["version"] for one in answers) == [*range(1, 9)]
    assert all(rows[one["events"][0]] == one["version"] for one in answers)


def test_whoever_comes_second_decides_again(house, in_between):
    thing = house.make()
    in_between(lambda: house.ask("TouchThing", thing_id=thing, times=1))
    assert house.ask("TouchThing", thing_id=thing, times=1)["version"] == 2


def test_what_another_made_possible_or_not_is_seen_on_the_second_look(house, in_between):
    thing = str(uuid4())
    in_between(lambda: house.make(thing))
    with pytest.raises(Refused) as refused:
        house.make(thing)
    assert refused.value.code == "already-made"


def test_one_id_from_two_callers_at_once_is_recorded_once_and_both_hear_the_same(house, in_between):
    thing, id_, first = house.make(), uuid4(), []
    in_between(lambda: first.append(house.ask("TouchThing", id_, thing_id=thing, times=1)))
    second = house.ask("TouchThing", id_, thing_id=thing, times=1)
    assert [second] == first
    assert len(house.recorded(thing, "ThingTouched")) == 1
    assert str(house.recorded(thing, "ThingTouched")[0].id) == second["events"][0]


def test_one_id_from_many_callers_is_recorded_once(house):
    thing, id_ = house.make(), uuid4()
    with ThreadPoolExecutor(8) as crowd:
        answers = list(
            crowd.map(lambda _: house.ask("TouchThing", id_, thing_id=thing, times=1), range(8))
        )
    assert answers == [answers[0]] * 8
    assert len(house.recorded(thing, "ThingTouched")) == 1
