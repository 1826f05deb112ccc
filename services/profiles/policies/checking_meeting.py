"""What the compiler checks about sessions: places, company, rhythm and exceptions."""

from collections import Counter
from collections.abc import Iterator
from math import inf

from shared.durations import parse

from .document import Document
from .problems import Problem

DAYS_A_YEAR = 365.25


def chaperone_has_a_role(rules: Document) -> Iterator[Problem]:
    chaperone = rules.sessions.minor.chaperone
    if chaperone.required and not chaperone.role:
        where = "sessions.minor.chaperone.role"
        yield Problem(where, "chaperone-without-role", "nobody could be the chaperone")


def venue_is_not_denied(rules: Document) -> Iterator[Problem]:
    sessions, denied = rules.sessions, set(rules.sessions.deny_venues)
    for where, venues in (
        ("adult", sessions.adult.venues),
        ("minor", sessions.minor.venues),
        *((f"exceptions.{place}", one.venues) for place, one in enumerate(sessions.exceptions)),
    ):
        for venue in sorted(denied & set(venues)):
            why = f"{venue} is allowed here and denied everywhere"
            yield Problem(f"sessions.{where}.venues", "venue-denied", why)


def exceptions_are_told_apart(rules: Document) -> Iterator[Problem]:
    names = Counter(one.name for one in rules.sessions.exceptions)
    if twice := sorted(name for name, times in names.items() if times > 1):
        yield Problem("sessions.exceptions", "exception-twice", f"which {', '.join(twice)}?")


def levels_name_venues_of_the_exception(rules: Document) -> Iterator[Problem]:
    for place, one in enumerate(rules.sessions.exceptions):
        for level, venues in one.venue_by_level.items():
            where = f"sessions.exceptions.{place}.venue_by_level.{level}"
            if not isinstance(venues, list):
                yield Problem(where, "bad-value", "a level has a list of venues")
            elif strange := [str(one_) for one_ in venues if one_ not in one.venues]:
                why = f"{', '.join(strange)}: not among the exception's venues"
                yield Problem(where, "undefined-venue", why)


def chemistry_has_a_mode_of_sessions(rules: Document) -> Iterator[Problem]:
    chemistry = rules.sessions.chemistry
    mode = chemistry and chemistry.mode
    if mode and mode not in rules.sessions.modes:
        why = f"{mode} is not among sessions.modes"
        yield Problem("sessions.chemistry.mode", "undefined-mode", why)


def a_year_has_a_range(rules: Document) -> Iterator[Problem]:
    year = rules.sessions.cadence.per_year
    if year and (len(year) != 2 or not 0 < year[0] <= year[1]):  # noqa: PLR2004 -- least, most
        where = "sessions.cadence.per_year"
        yield Problem(where, "range-upside-down", "write [at least, at most]")


def times_in_a_year(every: str) -> float:
    """How often a period fits into a year; without length, without end."""
    one = parse(every)
    days = one.months * DAYS_A_YEAR / 12 + one.days + one.working_days * 7 / 5
    days += one.seconds / 86400
    return DAYS_A_YEAR / days if days else inf


def sessions_a_year(rules: Document) -> float:
    """What the rhythm asks of one pair, at most."""
    cadence = rules.sessions.cadence
    regular = cadence.target * times_in_a_year(cadence.per) if cadence.per else 0
    return max(regular, *cadence.per_year, 0)


def rhythm_can_be_kept(rules: Document) -> Iterator[Problem]:
    """Not faster than a mentor with all seats taken can go, nor than the relationship has room."""
    where, asked = "sessions.cadence", sessions_a_year(rules)
    seats, able = rules.mentor.capacity.default or 1, rules.mentor.capacity.sessions_per_month
    if able is not None and asked * seats > able * 12 + 0.5:
        why = f"mentors give {able} sessions a month and are asked for {asked * seats / 12:.1f}"
        yield Problem(where, "cadence-over-capacity", why)
    longest, most = rules.relationship.max, rules.relationship.max_sessions
    if longest and most is not None and asked / times_in_a_year(longest) > most + 0.5:
        yield Problem(where, "cadence-over-cap", f"a relationship has at most {most} sessions")


MEETING_CHECKS = (
    chaperone_has_a_role,
    venue_is_not_denied,
    exceptions_are_told_apart,
    levels_name_venues_of_the_exception,
    chemistry_has_a_mode_of_sessions,
    a_year_has_a_range,
    rhythm_can_be_kept,
)
