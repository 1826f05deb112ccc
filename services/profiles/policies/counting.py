"""Counts that tell nobody who somebody is: small groups are withheld, and what betrays them."""

from collections.abc import Mapping

from shared.messages import Json


def printable(counts: Mapping[str | None, int], least: int) -> list[Json]:
    """Groups with how many are in each; None where that would be fewer than `least` people.

    One group withheld alone could be reckoned from a total known elsewhere, so that then the
    next smallest is withheld with it. None as a value are those who told nothing.
    """
    small = {value for value, count in counts.items() if count < least}
    if len(small) == 1:
        others = {value: count for value, count in counts.items() if value not in small}
        small |= set(sorted(others, key=lambda one: (others[one], str(one)))[:1])
    ordered = sorted(counts, key=lambda one: (one is None, str(one)))
    return [{"value": one, "people": None if one in small else counts[one]} for one in ordered]
