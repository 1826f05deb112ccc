"""Hearing: once for each handler, all or nothing, and again later where something is missing."""

from uuid import uuid4

import psycopg2
import pytest

from shared.inbox import NotYet
from shared.refusals import Invalid
from shared.store import Store
from tests.shared.house import nudge
from tests.shared.test_books import publish


def touches(house, thing):
    return len(house.recorded(thing, "ThingTouched"))


def test_an_event_whose_policy_is_not_known_yet_leaves_nothing_and_comes_again(house):
    thing, programme = house.make(), f"p-{uuid4().hex[:8]}"
    message = nudge(thing, None, programme=programme)
    with pytest.raises(NotYet):
        house.desk.hear("elsewhere", message)
    assert touches(house, thing) == 0
    publish(house, programme, 1)
    assert house.desk.hear("elsewhere", message)
    assert touches(house, thing) == 1


def test_what_the_room_says_itself_in_a_programme_without_policy_does_not_wait(house):
    thing = str(uuid4())
    data = {"thing_id": thing, "owner_id": str(uuid4()), "label": "x"}
    house.desk.submit({**house.message("MakeThing", **data), "programme": "unheard-of"})
    house.settle()
    assert touches(house, thing) == 1


def test_two_handlers_of_one_event_have_an_effect_each(house):
    thing = house.make()
    message = nudge(thing, None)
    assert [house.desk.hear(one, message) for one in ("elsewhere", "overthere")] == [True, True]
    assert touches(house, thing) == 2


def test_another_writer_in_between_makes_it_decide_again_with_all_of_its_effect_once(
    house, monkeypatch
):
    thing, look = house.make(), Store.load
    others = [lambda: house.ask("TouchThing", thing_id=thing, times=1)]

    def load(store, *args):
        loaded = look(store, *args)
        if others:
            others.pop()()
        return loaded

    monkeypatch.setattr(Store, "load", load)
    message = nudge(thing, None)
    assert house.desk.hear("elsewhere", message)
    assert not house.desk.hear("elsewhere", message)
    assert touches(house, thing) == 2


def test_a_message_that_is_malformed_has_no_effect_and_is_final(house):
    with pytest.raises(Invalid) as invalid:
        house.desk.hear("elsewhere", nudge("no uuid", 1))
    assert invalid.value.final


def test_hearing_what_is_thought_missing_a_second_time_finds_it(house, postgres):
    thing = house.make()
    message = nudge(thing, 1, source="twice")
    house.desk.hear("elsewhere", message)
    with psycopg2.connect(house.settings.service_dsn) as lent, lent.cursor() as cursor:
        cursor.execute(
            "INSERT INTO es.missing (handler, source, type, ordinal)"
            " VALUES ('hear_elsewhere', 'twice', 'Nudged', 1)"
        )
    lent.close()
    before = house.desk.progress()["missing"]
    assert not house.desk.hear("elsewhere", message)
    assert house.desk.progress()["missing"] == before - 1
