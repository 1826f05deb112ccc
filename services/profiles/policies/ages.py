"""How old somebody is on a day, and from when they are an adult."""

from datetime import date, datetime

from shared.durations import anniversary, midnight

from .document import Document

MINOR, ADULT = "minor", "adult"


def age_on(day: date, born: date) -> int:
    """Whole years; somebody born on 29 February has their birthday on 1 March in other years."""
    years = day.year - born.year
    return years if day >= anniversary(born, years) else years - 1


def age_band(day: date, born: date, rules: Document) -> str:
    """`adult` from the day of the birthday on (1MM-077), else `minor`."""
    return ADULT if age_on(day, born) >= rules.adult_age else MINOR


def adult_from(born: date, rules: Document) -> datetime:
    """The local midnight at which the adult years begin, in UTC."""
    return midnight(anniversary(born, rules.adult_age), rules.policy.time_zone)


def outside(age: int, least: int | None, most: int | None) -> bool:
    """Whether an age lies outside an inclusive range; None leaves a side open."""
    return (least is not None and age < least) or (most is not None and age > most)
