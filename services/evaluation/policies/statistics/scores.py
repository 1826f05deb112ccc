"""Scores from 0 to 10: the net promoter score, and the share at or above a mark, which is another
thing.

Net Promoter, NPS and Net Promoter Score are trademarks of Bain & Company, NICE Systems and Fred
Reichheld.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from .proportions import Z95, Interval, Share, share

PROMOTER_FROM, DETRACTOR_TO = 9, 6


class Promoters(NamedTuple):
    """`score` and its interval run from -100 to 100; None where nobody was asked."""

    promoters: int
    passives: int
    detractors: int
    score: float | None
    interval: Interval | None


def promoters(scores: Iterable[int], z: float = Z95) -> Promoters:
    """Promoters gave 9 or 10, detractors 0 to 6; the score is the difference of their shares."""
    given = list(scores)
    n = len(given)
    for_us = sum(score >= PROMOTER_FROM for score in given)
    against = sum(score <= DETRACTOR_TO for score in given)
    if n == 0:
        return Promoters(0, 0, 0, None, None)
    p, q = for_us / n, against / n
    middle = p - q
    half = z * math.sqrt(max(0.0, p + q - middle * middle) / n)
    interval = Interval(100 * max(-1.0, middle - half), 100 * min(1.0, middle + half))
    return Promoters(for_us, n - for_us - against, against, 100 * middle, interval)


def share_at_least(scores: Iterable[int], mark: int = 7) -> Share:
    """How many gave the mark or more.

    It says nothing about the net promoter score and is never called so.
    """
    given = list(scores)
    return share(sum(score >= mark for score in given), len(given))
