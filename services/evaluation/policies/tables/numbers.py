"""How numbers are written in tables: per cent and points with two decimals, nothing where nothing
is known.
"""

from shared.messages import Json

from ..statistics import Change, Interval, Share

DECIMALS = 2


def per_cent(fraction: float | None) -> float | None:
    return None if fraction is None else round(100 * fraction, DECIMALS)


def ends(interval: Interval | None) -> list[float | None]:
    return [per_cent(end) for end in interval] if interval else [None, None]


def share_row(of: Share) -> Json:
    """The count, of how many, per cent, and the Wilson interval in per cent."""
    low, high = ends(of.interval)
    return {"count": of.yes, "n": of.n, "percent": per_cent(of.of), "low": low, "high": high}


def change_row(change: Change | None) -> Json | None:
    """Percentage points and the interval's ends."""
    if change is None:
        return None
    low, high = ends(change.interval)
    return {"points": per_cent(change.difference), "low": low, "high": high}
