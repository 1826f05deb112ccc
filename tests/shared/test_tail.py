"""The loop over a log: nobody waits for a hand that fails; changed read models are made anew."""

from contextlib import closing
from dataclasses import replace

import psycopg2
import pytest

from shared.assembling import tail_of
from shared.publishing import NotPublished
from shared.tailing import Projector
from tests.shared.things.room import touches

SHOWN = "SELECT times FROM touches WHERE thing_id = %(id)s"


def test_while_the_broker_is_away_everything_else_goes_on(house):
    house.settle()
    house.speaker.away = 99
    for _ in range(2):
        thing = house.make()
        with pytest.raises(NotPublished):
            house.settle()
        house.tail.forget()
        assert house.desk.value(SHOWN, id=thing) == 1
    house.speaker.away = 0
    house.settle()
    assert house.speaker.of(thing)


def test_a_hand_that_hangs_back_by_many_bites_holds_nobody_up(house, monkeypatch):
    monkeypatch.setattr("shared.tailing.hands.BITE", 3)
    house.settle()
    house.speaker.away = 99
    things = [house.make() for _ in range(9)]
    for _ in range(9):
        with pytest.raises(NotPublished):
            house.settle()
        house.tail.forget()
    assert [house.desk.value(SHOWN, id=one) for one in things] == [1] * 9
    house.speaker.away = 0
    house.settle()
    assert all(house.speaker.of(one) for one in things)


def test_a_hand_that_fails_is_heard_even_when_the_others_never_rest(house, monkeypatch):
    house.settle()
    monkeypatch.setattr(house.tail, "patience", 3)
    monkeypatch.setattr(house.hand("timers"), "spare_time", lambda: True)
    house.speaker.away = 1
    house.make()
    with pytest.raises(NotPublished):
        house.settle()
    monkeypatch.undo()
    house.tail.forget()
    house.settle()


def projector(house, *tables):
    declared = replace(touches, tables=tables)
    return Projector(house.tail.store, house.desk.commands.recorder, declared)


def test_a_read_model_declared_anew_is_built_anew_and_otherwise_left_alone(house):
    thing = house.make()
    house.settle()
    same = projector(house, *touches.tables)
    assert same.place() == house.tail.head
    widened = touches.tables[0].replace(")", ", seen int)")
    other = projector(house, widened)
    assert other.place() == -1
    while other.step(house.tail.head):
        pass
    assert house.desk.value(SHOWN, id=thing) == 1
    house.tail.forget()
    house.settle()
    assert house.desk.value(SHOWN, id=thing) == 1


def test_the_tail_makes_partitions_before_they_are_needed(house, postgres):
    database = f"{house.installation.prefix}things"
    with closing(psycopg2.connect(postgres.dsn(database))) as lent, lent, lent.cursor() as cursor:
        cursor.execute("SELECT setval('es.append_seq', 19999990)")
    tail_of(house.room, house.settings, house.speaker).step()
    assert house.tail.store.add_partitions() == 0
