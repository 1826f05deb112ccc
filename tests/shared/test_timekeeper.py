"""Durable timers: set, replaced, cancelled, fired in order and once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shared.fields import instant, moment


@pytest.fixture
def days(house):
    """Business time so many days after the beginning of this test."""
    house.settle()
    start = moment(house.desk.progress()["clock"])
    return lambda count: start + timedelta(count)


def advance(house, at):
    house.desk.set_clock(instant(at))
    house.settle()


def checks(house, thing):
    rows = house.recorded(thing, "ThingChecked")
    return [house.desk.commands.recorder.open(row).occurred_at for row in rows]


def postpone(house, thing, at=None):
    house.ask("PostponeCheck", thing_id=thing, check_at=at and instant(at))
    house.settle()


def test_a_later_time_replaces_an_earlier_one(house, days):
    thing = house.make(check_at=instant(days(1)))
    postpone(house, thing, days(3))
    advance(house, days(2))
    assert checks(house, thing) == []
    advance(house, days(4))
    assert checks(house, thing) == [days(3)]


def test_a_cancelled_timer_never_fires(house, days):
    thing = house.make(check_at=instant(days(1)))
    postpone(house, thing)
    advance(house, days(2))
    assert checks(house, thing) == []


def test_a_timer_cancelled_after_its_time_and_before_anybody_looked_does_not_fire(house, days):
    thing = house.make(check_at=instant(days(1)))
    house.settle()
    house.ask("PostponeCheck", thing_id=thing)
    advance(house, days(2))
    assert checks(house, thing) == []


def test_after_a_standstill_what_the_first_brings_about_may_cancel_the_second(house, days):
    first = UUID(int=uuid4().int & ~1)
    second = UUID(int=first.int + 1)
    house.make(second, check_at=instant(days(2)))
    house.make(first, check_at=instant(days(1)))
    advance(house, days(5))
    assert checks(house, first) == [days(1)]
    assert checks(house, second) == []


def test_a_timer_whose_command_is_refused_has_fired_and_left_a_refusal(house, days):
    thing = house.make(check_at=instant(days(1)))
    house.ask("LoseThing", thing_id=thing)
    advance(house, days(2))
    log = house.desk.store.log(types=["CommandRefused"])
    refused = [row for row in log if thing in row.data]
    house.tail.forget()
    house.settle()
    assert len(refused) == 1
    assert house.desk.progress()["next_due"] is None
    assert house.recorded(thing, "ThingChecked") == []


def test_timers_fire_in_the_order_of_their_times(house, days):
    things = [house.make(check_at=instant(days(5 - n))) for n in range(4)]
    advance(house, days(6))
    rows = [house.recorded(one, "ThingChecked")[0] for one in things]
    order = sorted(rows, key=lambda row: row.recorded_us)
    assert [row.stream for row in order] == [f"thing-{one}" for one in reversed(things)]


def test_a_timer_is_given_again_under_the_same_id_after_a_crash_before_its_mark(house, days):
    thing = house.make(check_at=instant(days(1)))
    advance(house, days(2))
    with house.tail.store.transaction() as cursor:
        cursor.execute("UPDATE es.timer SET fired_at = NULL WHERE key = %s", (f"check:{thing}",))
    house.tail.forget()
    house.settle()
    assert checks(house, thing) == [days(1)]


def test_what_is_set_and_cancelled_and_set_again_at_once_holds_as_it_was_said_last(house, days):
    house.settle()
    again, off, other = (house.make(check_at=instant(days(1))) for _ in range(3))
    for thing, at in ((again, None), (off, None), (again, days(2))):
        house.ask("PostponeCheck", thing_id=thing, check_at=at and instant(at))
    advance(house, days(3))
    checked = [len(house.recorded(one, "ThingChecked")) for one in (again, off, other)]
    assert checked == [1, 0, 1]
