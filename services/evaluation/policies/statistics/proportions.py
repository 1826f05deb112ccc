"""One proportion and how sure we may be of it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

Z95 = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


class Interval(NamedTuple):
    """Both ends, included."""

    low: float
    high: float


class Share(NamedTuple):
    """How many of how many; `of` is None where nobody was asked."""

    yes: int
    n: int
    of: float | None
    interval: Interval | None


def wilson(count: int, n: int, z: float = Z95) -> Interval | None:
    """The Wilson score interval; None without observations.

    Holds at 0 and n, where Wald's does not.
    """
    if n == 0:
        return None
    p, scale = count / n, 1 + z * z / n
    centre = (p + z * z / (2 * n)) / scale
    half = z / scale * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends the bound is the end itself; rounding must not leave it a hair beside.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Interval(low, high)


def share(count: int, n: int) -> Share:
    return Share(count, n, count / n if n else None, wilson(count, n))


def quantile(values: Sequence[float], q: float) -> float | None:
    """The q-quantile by linear interpolation between order statistics; None of nothing."""
    if not values:
        return None
    order = sorted(values)
    place = q * (len(order) - 1)
    below, above = order[math.floor(place)], order[math.ceil(place)]
    return below + (above - below) * (place - math.floor(place))
