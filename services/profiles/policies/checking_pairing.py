"""What the compiler checks about ways to a pair: each can be gone to its end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from shared.durations import later

from .checking_people import minors_allowed
from .document import Document
from .problems import Problem

SOME_DAY = datetime(2026, 1, 5, tzinfo=UTC)
SHOWN = frozenset({"name", "biography", "topics", "willingness", "cannot_help"})


def curated_needs_a_proposer(rules: Document) -> Iterator[Problem]:
    modes = {rules.matching.mode, rules.matching.minors}
    if "curated" in modes and not rules.matching.proposed_by:
        yield Problem(
            "matching.proposed_by", "curated-without-proposer", "somebody has to propose matches"
        )


def minors_can_be_matched(rules: Document) -> Iterator[Problem]:
    """QS-07: a request of theirs is refused, as no institution could agree to it."""
    way = rules.matching.minors or rules.matching.mode
    if minors_allowed(rules) and way != "curated":
        why = f"minors may join, and nobody could ever match them: {way} requests are for adults"
        yield Problem("matching.minors", "minors-without-a-way", why)


def ranked_requests_are_answered(rules: Document) -> Iterator[Problem]:
    where, ranked = "matching.ranked", rules.matching.ranked
    if ranked.max_choices < 1:
        yield Problem(f"{where}.max_choices", "ranked-without-choices", "nobody could be chosen")
    if rules.matching.mode != "ranked":
        return
    if not ranked.review.role:
        why = "somebody has to review requests"
        yield Problem(f"{where}.review.role", "ranked-without-reviewer", why)
    if not ranked.respond_within:
        why = "a silent mentor would keep the request for ever"
        yield Problem(f"{where}.respond_within", "ranked-without-answer-time", why)


def direct_requests_end(rules: Document) -> Iterator[Problem]:
    where, direct = "matching.direct", rules.matching.direct
    if rules.matching.mode == "direct" and not direct.kinds:
        yield Problem(f"{where}.kinds", "direct-without-kinds", "nothing could be asked for")
    if rules.matching.mode == "direct" and not direct.expire_after:
        why = "a request without an answer would stay open for ever"
        yield Problem(f"{where}.expire_after", "direct-without-expiry", why)


def reminders_come_in_time(rules: Document) -> Iterator[Problem]:
    where, direct = "matching.direct.remind_after", rules.matching.direct
    times = [later(SOME_DAY, after) for after in direct.remind_after]
    if any(second <= first for first, second in pairwise(times)):
        yield Problem(where, "reminders-out-of-order", "write the earlier one first")
    if direct.expire_after and any(at >= later(SOME_DAY, direct.expire_after) for at in times):
        yield Problem(where, "reminder-after-expiry", "the request is over by then")


def facets_are_told(rules: Document) -> Iterator[Problem]:
    """Nobody can search by what no profile tells."""
    told = set(rules.mentor.facets)
    if strange := sorted(set(rules.matching.facets) - told):
        why = f"{', '.join(strange)}: not among mentor.facets"
        yield Problem("matching.facets", "undefined-facet", why)
    if strange := sorted(set(rules.matching.directory.fields) - told - SHOWN):
        why = f"{', '.join(strange)}: a directory shows {', '.join(sorted(SHOWN))} and facets"
        yield Problem("matching.directory.fields", "undefined-field", why)


def directory_has_readers(rules: Document) -> Iterator[Problem]:
    """Members and those who take part are known where the programme is for members only."""
    seen_by = rules.matching.directory.visible_to
    if seen_by != "office" and rules.membership is None:
        why = f"nobody is known as one of the {seen_by}: the programme has no membership"
        yield Problem("matching.directory.visible_to", "directory-without-members", why)


PAIRING_CHECKS = (
    minors_can_be_matched,
    curated_needs_a_proposer,
    ranked_requests_are_answered,
    direct_requests_end,
    reminders_come_in_time,
    facets_are_told,
    directory_has_readers,
)
