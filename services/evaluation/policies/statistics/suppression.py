"""What may be printed of small numbers, so that nobody can be worked out from a table."""

from collections.abc import Mapping
from typing import Any

from .paired import Pairs

HIDDEN = None
"""Stands where a count was withheld."""


def publishable_counts(counts: Mapping[str, int], min_cell: int) -> dict[str, int | None]:
    """Counts printed beside their total: small ones withheld, and others with them until
    subtraction tells nothing.

    What is withheld is at least two cells whose sum is at least `min_cell`; where that cannot be
    had everything is withheld, and so must be the total.
    """
    hidden = {name for name, count in counts.items() if count < min_cell}
    rest = sorted(counts.keys() - hidden, key=lambda name: (counts[name], name))
    while hidden and rest and gives_away(counts, hidden, min_cell):
        hidden.add(rest.pop(0))
    return {name: HIDDEN if name in hidden else count for name, count in counts.items()}


def gives_away(counts: Mapping[str, int], hidden: set[str], min_cell: int) -> bool:
    return len(hidden) == 1 or sum(counts[name] for name in hidden) < min_cell


def publishable_pairs(pairs: Pairs, min_cell: int) -> dict[str, Any]:
    """What of one paired table may be printed: all four cells, or the margins alone, or nothing.

    With both margins known one cell gives the other three, so cells go all together. A margin whose
    yes or no is small is withheld too, and then the other margin stays only if it tells nothing
    more.
    """
    cells = dict(zip("abcd", pairs, strict=True))
    if pairs.n < min_cell:
        return {**dict.fromkeys(cells), "n": HIDDEN, "before": HIDDEN, "after": HIDDEN}
    if min(pairs) >= min_cell:
        return {**cells, "n": pairs.n, "before": pairs.before, "after": pairs.after}
    return {
        **dict.fromkeys(cells),
        "n": pairs.n,
        "before": large_enough(pairs.before, pairs.n, min_cell),
        "after": large_enough(pairs.after, pairs.n, min_cell),
    }


def large_enough(count: int, n: int, min_cell: int) -> int | None:
    return count if min(count, n - count) >= min_cell else HIDDEN
