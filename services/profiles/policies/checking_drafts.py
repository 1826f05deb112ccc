"""What the compiler checks about applications that are begun and not handed in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from shared.durations import later

from .document import Document
from .problems import Problem

SOME_DAY = datetime(2026, 1, 5, tzinfo=UTC)
WHERE = "application"


def drafts_last_a_while(rules: Document) -> Iterator[Problem]:
    length = rules.application.draft_expires
    if length is not None and later(SOME_DAY, length) <= SOME_DAY:
        yield Problem(f"{WHERE}.draft_expires", "expires-at-once", "nobody could go on with it")


def drafts_are_reminded_of_in_time(rules: Document) -> Iterator[Problem]:
    where, application = f"{WHERE}.reminders", rules.application
    times = [later(SOME_DAY, after) for after in application.reminders]
    if any(second <= first for first, second in pairwise(times)):
        yield Problem(where, "reminders-out-of-order", "write the earlier one first")
    if application.draft_expires is None:
        if times:
            yield Problem(where, "reminders-without-expiry", "before what? see draft_expires")
    elif any(at >= later(SOME_DAY, application.draft_expires) for at in times):
        yield Problem(where, "reminder-after-expiry", "the application has lapsed by then")


DRAFT_CHECKS = (drafts_last_a_while, drafts_are_reminded_of_in_time)
