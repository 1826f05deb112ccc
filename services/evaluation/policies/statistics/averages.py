"""Two things that are both called the average of several cohorts, and differ."""

from collections.abc import Iterable
from typing import NamedTuple

from .paired import Pairs


class Averages(NamedTuple):
    """Before and after as fractions.

    Pooled weighs people alike, the mean of cohorts weighs cohorts alike.
    """

    pooled: tuple[float, float]
    mean_of_cohorts: tuple[float, float]


def averages(cohorts: Iterable[Pairs]) -> Averages | None:
    """Both averages over the cohorts that have any pairs; None when none has."""
    counted = [one for one in cohorts if one.n]
    if not counted:
        return None
    people, groups = sum(one.n for one in counted), len(counted)
    return Averages(
        pooled=(
            sum(one.before for one in counted) / people,
            sum(one.after for one in counted) / people,
        ),
        mean_of_cohorts=(
            sum(one.before / one.n for one in counted) / groups,
            sum(one.after / one.n for one in counted) / groups,
        ),
    )
