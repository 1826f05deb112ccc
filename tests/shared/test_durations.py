"""Calendar arithmetic: months, working days, clock changes, leap days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.durations import (
    add_months,
    add_working_days,
    anniversary,
    day_of,
    later,
    midnight,
    parse,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-01-31T12:00:00Z", "P1M", "2026-02-28T12:00:00Z"),
        ("2028-01-31T12:00:00Z", "P1M", "2028-02-29T12:00:00Z"),
        ("2026-12-31T12:00:00Z", "P2M", "2027-02-28T12:00:00Z"),
        ("2028-02-29T12:00:00Z", "P1Y", "2029-02-28T12:00:00Z"),
        ("2026-01-31T12:00:00Z", "P1M1D", "2026-03-01T12:00:00Z"),
        ("2026-01-05T12:00:00Z", "P2W", "2026-01-19T12:00:00Z"),
    ],
)
def test_months_and_days_keep_the_day_or_the_months_last(start, length, end):
    assert later(at(start), length) == at(end)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        # The wall clock stays at ten, though the day has 23 hours.
        ("2026-03-28T10:00:00Z", "P1D", "2026-03-29T09:00:00Z"),
        # The wall clock stays at ten, though the day has 25 hours.
        ("2026-10-24T09:00:00Z", "P1D", "2026-10-25T10:00:00Z"),
        # Hours are elapsed time, whatever the clocks do.
        ("2026-03-28T10:00:00Z", "PT24H", "2026-03-29T10:00:00Z"),
        ("2026-10-24T09:00:00Z", "PT24H", "2026-10-25T09:00:00Z"),
        # Half past one does not exist on this day: an hour later.
        ("2026-03-28T01:30:00Z", "P1D", "2026-03-29T01:30:00Z"),
        # Half past one comes twice on this day: the first.
        ("2026-10-24T00:30:00Z", "P1D", "2026-10-25T00:30:00Z"),
        # From the second half past one of a day to one that does not exist.
        ("2025-10-26T01:30:00Z", "P154D", "2026-03-29T01:30:00Z"),
    ],
)
def test_days_are_counted_on_the_wall_clock_and_hours_on_the_stop_watch(start, length, end):
    assert later(at(start), length) == at(end)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-01-09T12:00:00Z", "P1WD", "2026-01-12T12:00:00Z"),
        ("2026-01-10T12:00:00Z", "P1WD", "2026-01-12T12:00:00Z"),
        ("2026-04-02T12:00:00Z", "P1WD", "2026-04-07T12:00:00Z"),
        ("2026-01-05T12:00:00Z", "P5WD", "2026-01-12T12:00:00Z"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start, length, end):
    easter = {date(2026, 4, 3), date(2026, 4, 6)}
    assert later(at(start), length, holidays=easter) == at(end)


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_months_add_up_unless_a_short_one_lies_between(day, some, more):
    both = add_months(add_months(day, some), more)
    whole = add_months(day, some + more)
    assert (both.year, both.month) == (whole.year, whole.month)
    assert both.day <= whole.day <= day.day


@given(DAYS, st.integers(1, 60), st.sets(DAYS, max_size=5))
def test_a_working_day_is_one_and_as_many_lie_between_as_were_asked(day, count, holidays):
    end = add_working_days(day, count, holidays)
    between = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    working = [one for one in between if one.weekday() < 5 and one not in holidays]
    assert working[-1] == end
    assert len(working) == count


@given(MOMENTS, st.integers(0, 400))
def test_days_later_is_that_many_days_later_at_home(moment, days):
    assert day_of(later(moment, f"P{days}D")) == day_of(moment) + timedelta(days)


@given(MOMENTS)
def test_nothing_later_is_now(moment):
    assert later(moment, "P0D") == moment


@given(DAYS, st.integers(0, 40))
def test_an_anniversary_is_the_same_day_or_the_first_of_march(day, years):
    found = anniversary(day, years)
    same = (found.month, found.day) == (day.month, day.day)
    assert same or ((day.month, day.day), (found.month, found.day)) == ((2, 29), (3, 1))
    assert found.year == day.year + years


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_the_days_of_clock_changes_begin_at_midnight_and_are_whole(day):
    begin, end = midnight(day), midnight(day + timedelta(1))
    assert (end - begin) == timedelta(hours=23 if day == SPRING else 25)
    assert day_of(begin) == day
    assert day_of(end - timedelta(microseconds=1)) == day


@given(MOMENTS, st.sampled_from(["P999Y", "P9999M", "P9999W", "P99999D", "P9999WD", "PT999999H"]))
def test_whatever_parses_can_be_added_to_any_instant_of_this_age(moment, length):
    assert later(moment, length) > moment


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "14D", "P14", "P1D ", "P1D\n", "P-1D", "P1H", "P1000Y", "P1.5D", "P\u0661D"],
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="not a duration"):
        parse(text)
