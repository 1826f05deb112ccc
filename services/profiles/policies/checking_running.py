"""What the compiler checks about the programme itself and its measuring."""

from collections.abc import Iterator
from zoneinfo import available_timezones

from .document import Document
from .problems import Problem


def says_who_and_when(rules: Document) -> Iterator[Problem]:
    if not rules.programme.id:
        yield Problem("programme.id", "missing-key", "every programme has an id")
    if rules.policy.effective_from is None:
        yield Problem("policy.effective_from", "missing-key", "a version has a first day")
    if rules.policy.time_zone not in available_timezones():
        yield Problem("policy.time_zone", "unknown-time-zone", "no such time zone")


def ranges_are_ranges(rules: Document) -> Iterator[Problem]:
    weeks = rules.lead_time.weeks
    if weeks and (len(weeks) != 2 or weeks[0] > weeks[1]):  # noqa: PLR2004 -- at least, at most
        yield Problem("lead_time.weeks", "range-upside-down", "write [at least, at most]")


def licences_are_named(rules: Document) -> Iterator[Problem]:
    """An instrument that is somebody else's is used under a licence that can be looked up."""
    used = set(rules.evaluation.instruments.values())
    for place, licence in enumerate(rules.evaluation.licences):
        where = f"evaluation.licences.{place}"
        if licence.instrument not in used:
            why = f"{licence.instrument} is not among evaluation.instruments"
            yield Problem(f"{where}.instrument", "undefined-instrument", why)
        if not licence.licence_ref:
            why = f"under which licence is {licence.instrument} used?"
            yield Problem(f"{where}.licence_ref", "licence-without-reference", why)


RUNNING_CHECKS = (says_who_and_when, ranges_are_ranges, licences_are_named)
