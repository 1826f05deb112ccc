"""How well two fit, and why, in plain words. Fit first; the longer wait only breaks a tie
(1MM-051).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from .candidates import Facets, Mentor
from .views import MatchingRules, Weights

ALGORITHM = "things-in-common/2"
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Fit:
    """What the things in common add up to, and one reason for each kind."""

    score: int = 0
    reasons: tuple[str, ...] = ()


def fit(mentor: Facets, mentee: Facets, weights: Weights, *, regions: bool = True) -> Fit:
    """The weight of each thing in common. A background is never named, as reasons are told on the
    bus.
    """
    topics, goals = mentor.topics & mentee.topics, mentor.goal_tags & mentee.goal_tags
    background = len(mentor.background_tags & mentee.background_tags)
    named = mentor.named & mentee.named
    near = regions and mentor.region is not None and mentor.region == mentee.region
    parts = (
        (weights.topics * len(topics), f"topics in common: {listed(topics)}"),
        (weights.goal_tags * len(goals), f"goals in common: {listed(goals)}"),
        (weights.region * near, f"same region: {mentor.region}"),
        (weights.shared_background * background, "a similar background"),
        (weights.facets * len(named), f"the same: {told(named)}"),
    )
    counted = [(score, reason) for score, reason in parts if score > 0]
    return Fit(sum(score for score, _ in counted), tuple(reason for _, reason in counted))


def told(named: Iterable[str]) -> str:
    """Facets as people say them: `job_function=law` is a job function, law."""
    return ", ".join(one.replace("=", " ").replace("_", " ") for one in sorted(named))


def listed(tags: Iterable[str]) -> str:
    return ", ".join(sorted(tags))


class Waiting(Protocol):
    """Whoever can be put in order."""

    @property
    def id(self) -> UUID: ...
    @property
    def since(self) -> datetime | None: ...


TIES: Mapping[str, Callable[[Waiting], Any]] = {
    "waiting_since": lambda mentor: mentor.since or NEVER,
    "id": lambda mentor: str(mentor.id),
}


def ranked(
    mentors: Iterable[Mentor], mentee: Facets, rules: MatchingRules
) -> list[tuple[Fit, Mentor]]:
    """Best first: by fit, then by the programme's tie-breaks, then by id, so that the order is one
    only.
    """
    ties = [TIES[name] for name in (*rules.tie_break, "id")]
    regions = rules.same_region != "ignore"
    rated = [(fit(one.facets, mentee, rules.weights, regions=regions), one) for one in mentors]
    return sorted(rated, key=lambda pair: (-pair[0].score, *(tie(pair[1]) for tie in ties)))
