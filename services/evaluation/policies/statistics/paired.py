"""Before and after in the same people: what changed, and whether chance would do."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from .proportions import Z95, Interval, wilson


class Pairs(NamedTuple):
    """The four cells: yes/yes, no→yes, yes→no, no/no."""

    a: int
    b: int
    c: int
    d: int

    @property
    def n(self) -> int:
        return sum(self)

    @property
    def before(self) -> int:
        return self.a + self.c

    @property
    def after(self) -> int:
        return self.a + self.b

    @property
    def turned(self) -> "Pairs":
        """The same people with before and after exchanged."""
        return Pairs(self.a, self.c, self.b, self.d)


class Change(NamedTuple):
    """After minus before, as fractions of all pairs."""

    difference: float
    interval: Interval


def newcombe(pairs: Pairs, z: float = Z95) -> Change | None:
    """Newcombe's method 10 (1998) for the difference of paired proportions; None without pairs."""
    n = pairs.n
    after, before = wilson(pairs.after, n, z), wilson(pairs.before, n, z)
    if after is None or before is None:
        return None
    p, q, phi = pairs.after / n, pairs.before / n, correlation(pairs)
    difference = (pairs.b - pairs.c) / n
    down = spread(p - after.low, before.high - q, phi)
    up = spread(after.high - p, q - before.low, phi)
    return Change(difference, Interval(max(-1.0, difference - down), min(1.0, difference + up)))


def correlation(pairs: Pairs) -> float:
    """Phi with Newcombe's continuity correction; 0 where a margin is empty."""
    a, b, c, d = pairs
    product = (a + b) * (c + d) * (a + c) * (b + d)
    excess = a * d - b * c
    if product == 0:
        return 0.0
    corrected = excess if excess < 0 else max(excess - pairs.n / 2, 0.0)
    return corrected / math.sqrt(product)


def spread(one: float, other: float, phi: float) -> float:
    # Where both arms are equal and phi is 1 the sum is 0 but for rounding.
    return math.sqrt(max(0.0, one * one - 2 * phi * one * other + other * other))


def bonett_price(pairs: Pairs, z: float = Z95) -> Change | None:
    """Bonett and Price's adjusted Wald interval (2012), a second opinion; None without pairs."""
    n = pairs.n
    if n == 0:
        return None
    better, worse = (pairs.b + 1) / (n + 2), (pairs.c + 1) / (n + 2)
    middle = better - worse
    half = z * math.sqrt((better + worse - middle * middle) / (n + 2))
    interval = Interval(max(-1.0, middle - half), min(1.0, middle + half))
    return Change((pairs.b - pairs.c) / n, interval)


def tail(b: int, c: int) -> Fraction:
    n = b + c
    return sum((Fraction(math.comb(n, i), 2**n) for i in range(min(b, c) + 1)), Fraction(0))


def mcnemar_exact(b: int, c: int) -> float:
    """The two-sided exact probability of so uneven a change by chance; 1 when nobody changed."""
    return float(min(Fraction(1), 2 * tail(b, c)))


def mcnemar_mid_p(b: int, c: int) -> float:
    """The same, counting half of what was observed: less conservative, for sensitivity only."""
    n = b + c
    observed = Fraction(math.comb(n, min(b, c)), 2**n)
    return float(min(Fraction(1), 2 * tail(b, c) - observed))


def cohen_h(after: float, before: float) -> float:
    """The effect size of two proportions; 0.2 is small, 0.5 medium, 0.8 large by custom."""
    return 2 * math.asin(math.sqrt(after)) - 2 * math.asin(math.sqrt(before))


def benjamini_hochberg(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values by name, for the items that were declared primary beforehand."""
    order = sorted(p_values.items(), key=lambda one: one[1], reverse=True)
    adjusted, least = {}, 1.0
    for rank, (name, p) in zip(range(len(order), 0, -1), order, strict=True):
        least = min(least, p * len(order) / rank)
        adjusted[name] = least
    return adjusted
