"""What goes out, in which order, with which numbers, and what happens when it does not arrive."""

import orjson
import pytest

from shared.publishing import NotPublished


def bodies(messages):
    return [orjson.loads(one.body) for one in messages]


def test_published_events_of_a_type_are_counted_without_gaps(house):
    for _ in range(3):
        house.make()
    house.settle()
    made = [one for one in bodies(house.speaker.said) if one["type"] == "ThingMade"]
    assert [one["ordinal"] for one in made] == [*range(1, len(made) + 1)]


def test_each_names_the_one_published_before_it_on_its_exchange(house):
    house.make()
    house.settle()
    said = bodies(one for one in house.speaker.said if one.exchange == "things.events")
    positions = [one["logposition"] for one in said]
    assert [one.get("prevposition") for one in said] == [None, *positions[:-1]]
    assert positions == sorted(positions)


def test_what_is_said_where_few_may_listen_tells_nothing_of_the_log(house):
    thing = house.make()
    house.ask("LoseThing", thing_id=thing)
    house.settle()
    (said,) = [one for one in house.speaker.of(thing) if one.routing_key == "ThingLost"]
    told = orjson.loads(said.body)
    assert said.exchange == "lost.events"
    assert said.app_id == "lost"
    assert told["source"] == "/lost"
    assert not {"logposition", "prevposition", "leafhash", "actor", "streamversion"} & set(told)
    assert b"things" not in said.body


def test_what_was_not_confirmed_is_sent_again_byte_for_byte(house):
    house.settle()
    known = len(house.speaker.said)
    house.make()
    house.make()
    house.speaker.away = 1
    with pytest.raises(NotPublished):
        house.settle()
    house.tail.forget()
    house.settle()
    lost, again = house.speaker.lost, house.speaker.said[known:]
    assert lost
    assert again[: len(lost)] == lost
    house.speaker.lost.clear()


def test_the_same_event_is_the_same_when_it_is_asked_for(house):
    house.make()
    house.settle()
    (told,) = [one for one in bodies(house.speaker.said) if one["type"] == "ThingMade"][:1]
    (asked,) = house.desk.events_after("ThingMade", 0, limit=1)
    assert asked == {name: value for name, value in told.items() if name != "prevposition"}
