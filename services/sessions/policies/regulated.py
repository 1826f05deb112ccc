"""Regulated activity: so many days with minors within so many that the role is another (SG-24)."""

from datetime import date

# Enough days to make it regulated activity, in order; it is from the last of them on.
Window = tuple[date, ...]


def spells(days: frozenset[date], enough: int, within: int) -> list[list[Window]]:
    """The times through which the last `within` days always held `enough` of these, in order.

    Each as its windows: the first began it, the others kept it up.
    """
    known, found = sorted(days), list[list[Window]]()
    for end in range(enough, len(known) + 1):
        window = tuple(known[end - enough : end])
        if (window[-1] - window[0]).days >= within:
            continue
        before = known[end - enough - 1] if end > enough else None
        # What was the first day until then rolled out on this day, or has yet to.
        if before and (window[-1] - before).days <= within:
            found[-1].append(window)
        else:
            found.append([window])
    return found


def untold(
    days: frozenset[date], day: date, told: frozenset[date], enough: int, within: int
) -> list[Window]:
    """What began each of the spells that this day belongs to, and of which nobody was told."""
    return [
        spell[0]
        for spell in spells(days | {day}, enough, within)
        if any(day in window for window in spell)
        and not any(window[-1] in told for window in spell)
    ]
