"""Hearing many at once: as if each had come alone, or not at all."""

from uuid import uuid4

import psycopg2
import pytest

from shared.inbox import Inbox
from shared.store import Store
from shared.turns import Apart
from tests.shared.house import nudge
from tests.shared.test_books import publish, published


def touches(house, thing):
    return len(house.recorded(thing, "ThingTouched"))


def marks(house, source):
    """The mark of that source, and what is missing below it."""
    with psycopg2.connect(house.settings.service_dsn) as lent, lent.cursor() as cursor:
        cursor.execute("SELECT ordinal FROM es.hearing WHERE source = %s", (source,))
        (mark,) = cursor.fetchone()
        cursor.execute(
            "SELECT ordinal FROM es.missing WHERE source = %s ORDER BY ordinal", (source,)
        )
        missing = [ordinal for (ordinal,) in cursor.fetchall()]
    lent.close()
    return mark, missing


@pytest.fixture
def never_alone(monkeypatch):
    """Fail where a message is heard alone."""
    monkeypatch.setattr(Inbox, "hear", lambda *_: pytest.fail("heard alone"))


@pytest.mark.usefixtures("never_alone")
def test_each_has_its_effect_once_and_in_order(house):
    one, two = house.make(), house.make()
    lot = [nudge(thing, None) for thing in (one, two, one)]
    for _ in range(2):
        house.desk.hear_many("elsewhere", lot)
    causes = [
        house.desk.commands.recorder.open(row).causation_id
        for row in house.recorded(one, "ThingTouched")
    ]
    assert causes == [lot[0]["id"], lot[2]["id"]]
    assert touches(house, two) == 1


@pytest.mark.usefixtures("never_alone")
def test_what_comes_twice_among_many_has_its_effect_once(house):
    thing = house.make()
    message = nudge(thing, None)
    house.desk.hear_many("elsewhere", [message, nudge(thing, None), message])
    assert touches(house, thing) == 2


def test_what_was_heard_together_is_known_when_it_comes_alone_and_the_other_way_round(house):
    thing = house.make()
    alone, together = nudge(thing, None), nudge(thing, None)
    assert house.desk.hear("elsewhere", alone)
    house.desk.hear_many("elsewhere", [alone, together])
    assert not house.desk.hear("elsewhere", together)
    assert touches(house, thing) == 2


@pytest.mark.usefixtures("never_alone")
def test_what_lies_between_is_missing_until_it_is_heard(house):
    thing, source = house.make(), f"s{uuid4().hex}"

    def hear(*ordinals):
        house.desk.hear_many("elsewhere", [nudge(thing, one, source=source) for one in ordinals])
        return marks(house, source)

    assert hear(2, 3, 6) == (6, [1, 4, 5])
    assert hear(4, 7) == (7, [1, 5])
    assert hear(5, 1) == (7, [])
    assert hear(9, 8) == (9, [])


def test_hearing_what_is_thought_missing_a_second_time_finds_it(house):
    thing, source = house.make(), f"s{uuid4().hex}"
    lot = [nudge(thing, ordinal, source=source) for ordinal in (1, 2)]
    house.desk.hear_many("elsewhere", lot)
    with psycopg2.connect(house.settings.service_dsn) as lent, lent.cursor() as cursor:
        cursor.execute(
            "INSERT INTO es.missing (handler, source, type, ordinal)"
            " VALUES ('hear_elsewhere', %s, 'Nudged', 1)",
            (source,),
        )
    lent.close()
    house.desk.hear_many("elsewhere", lot)
    assert marks(house, source) == (2, [])


@pytest.mark.usefixtures("never_alone")
def test_what_is_refused_is_recorded_and_keeps_nobody_else(house):
    thing, strange = house.make(), str(uuid4())
    house.ask("LoseThing", thing_id=strange)
    house.desk.hear_many("elsewhere", [nudge(strange, None), nudge(thing, None)])
    assert touches(house, thing) == 1
    house.settle()
    left = [row for row in house.desk.store.log(types=["CommandRefused"]) if strange in row.data]
    assert len(left) == 1


def test_one_that_has_to_wait_leaves_nothing_of_any(house):
    thing, programme = house.make(), f"p-{uuid4().hex[:8]}"
    lot = [nudge(thing, None), nudge(thing, None, programme=programme)]
    with pytest.raises(Apart):
        house.desk.hear_many("elsewhere", lot)
    assert touches(house, thing) == 0
    publish(house, programme, 1)
    house.desk.hear_many("elsewhere", lot)
    assert touches(house, thing) == 2


def test_one_that_is_malformed_leaves_nothing_of_any(house):
    thing = house.make()
    with pytest.raises(Apart):
        house.desk.hear_many("elsewhere", [nudge(thing, None), nudge("no uuid", None)])
    assert touches(house, thing) == 0


@pytest.mark.usefixtures("never_alone")
def test_another_writer_in_between_makes_all_be_decided_again(house, monkeypatch):
    thing, look = house.make(), Store.load_each
    others = [lambda: house.ask("TouchThing", thing_id=thing, times=1)]

    def load_each(store, *args):
        loaded = look(store, *args)
        if others:
            others.pop()()
        return loaded

    monkeypatch.setattr(Store, "load_each", load_each)
    house.desk.hear_many("elsewhere", [nudge(thing, None), nudge(thing, None)])
    assert touches(house, thing) == 3


def test_rules_are_adopted_alone_so_that_what_comes_next_is_decided_by_them(house):
    thing, programme = house.make(), f"p-{uuid4().hex[:8]}"
    publish(house, programme, 1)
    lot = [published(programme, 2), nudge(thing, None, programme=programme)]
    with pytest.raises(Apart):
        house.desk.hear_many("elsewhere", lot)
    assert touches(house, thing) == 0
