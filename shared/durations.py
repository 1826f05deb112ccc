"""Calendar arithmetic as policies write it: ISO 8601 durations, working days, local midnights.

Months and days are calendar time in the given zone (the wall clock stays, whatever the clocks do);
hours, minutes and seconds are elapsed time. All datetimes given back are in UTC.
"""

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from marshmallow.validate import Regexp

LONDON = "Europe/London"
# No longer than calendars reach: what parses can be added to any instant of this century.
PATTERN = (
    r"^P(?!$)(?:(?P<years>[0-9]{1,3})Y)?(?:(?P<months>[0-9]{1,4})M)?"
    r"(?:(?P<weeks>[0-9]{1,4})W)?(?:(?P<days>[0-9]{1,5})D)?(?:(?P<working>[0-9]{1,4})WD)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]{1,6})H)?(?:(?P<minutes>[0-9]{1,8})M)?"
    r"(?:(?P<seconds>[0-9]{1,9})S)?)?$(?!\n)"
)
Iso = Annotated[str, Regexp(PATTERN, error="Not a duration such as P14D, P1M, PT24H or P1WD.")]
SATURDAY = 5


@dataclass(frozen=True)
class Duration:
    """A length of calendar time (months, days, working days) and elapsed time (seconds)."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    seconds: int = 0


@lru_cache(maxsize=256)
def parse(text: str) -> Duration:
    """From `P14D`, `P1M`, `PT24H`, `P1WD` (working days, our extension); ValueError otherwise."""
    found = re.match(PATTERN, text)
    if not found:
        raise ValueError(f"not a duration: {text!r}")
    part = {name: int(number or 0) for name, number in found.groupdict().items()}
    return Duration(
        months=12 * part["years"] + part["months"],
        days=7 * part["weeks"] + part["days"],
        working_days=part["working"],
        seconds=3600 * part["hours"] + 60 * part["minutes"] + part["seconds"],
    )


def later(
    at: datetime, text: str, zone: str = LONDON, holidays: Container[date] = frozenset()
) -> datetime:
    """The instant one duration after another: months, then days, then working days, then time.

    Working days skip Saturdays, Sundays and `holidays`. A wall clock time that does not exist on
    the day arrived at, because the clocks go forward, is an hour later; one that exists twice is
    the first.
    """
    length = parse(text)
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    day = add_months(local.date(), length.months) + timedelta(length.days)
    day = add_working_days(day, length.working_days, holidays)
    moved = datetime.combine(day, local.time(), ZoneInfo(zone)) if day != local.date() else at
    return moved.astimezone(UTC) + timedelta(seconds=length.seconds)


def midnight(day: date, zone: str = LONDON) -> datetime:
    """When that day begins in that zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def day_of(at: datetime, zone: str = LONDON) -> date:
    """Which day it is in that zone at that instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))


def add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    """The so many-eth working day after a day."""
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day
