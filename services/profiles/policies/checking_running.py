"""What the compiler checks about the programme, its relationships and its sessions."""

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


def curated_needs_a_proposer(rules: Document) -> Iterator[Problem]:
    if rules.matching.mode == "curated" and not rules.matching.proposed_by:
        yield Problem(
            "matching.proposed_by", "curated-without-proposer", "somebody has to propose matches"
        )


def chaperone_has_a_role(rules: Document) -> Iterator[Problem]:
    chaperone = rules.sessions.minor.chaperone
    if chaperone.required and not chaperone.role:
        where = "sessions.minor.chaperone.role"
        yield Problem(where, "chaperone-without-role", "nobody could be the chaperone")


def venue_is_not_denied(rules: Document) -> Iterator[Problem]:
    sessions, denied = rules.sessions, set(rules.sessions.deny_venues)
    for band, venues in (("adult", sessions.adult.venues), ("minor", sessions.minor.venues)):
        for venue in sorted(denied & set(venues)):
            where = f"sessions.{band}.venues"
            yield Problem(where, "venue-denied", f"{venue} is allowed here and denied everywhere")


def ranges_are_ranges(rules: Document) -> Iterator[Problem]:
    weeks = rules.lead_time.weeks
    if weeks and (len(weeks) != 2 or weeks[0] > weeks[1]):  # noqa: PLR2004 -- at least, at most
        yield Problem("lead_time.weeks", "range-upside-down", "write [at least, at most]")


RUNNING_CHECKS = (
    says_who_and_when,
    curated_needs_a_proposer,
    chaperone_has_a_role,
    venue_is_not_denied,
    ranges_are_ranges,
)
