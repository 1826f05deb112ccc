"""The paired table: for every item both percentages, the change, and how sure one may be of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.messages import Json

from ..statistics import (
    HIDDEN,
    Pairs,
    averages,
    benjamini_hochberg,
    bonett_price,
    cohen_h,
    mcnemar_exact,
    mcnemar_mid_p,
    newcombe,
    publishable_counts,
    publishable_pairs,
    share,
)
from .numbers import DECIMALS, change_row, per_cent, share_row

CELLS = "abcd"
WITHHELD = ("change", "change_bonett_price", "p_exact", "p_mid", "p_adjusted", "h")


def impact_rows(counted: Iterable[Mapping[str, Any]]) -> list[Json]:
    """One row an item, from its four cells.

    `p_adjusted` only for items declared primary beforehand.
    """
    counts = list(counted)
    rows = [impact_row(one) for one in counts]
    primary = [row for row, one in zip(rows, counts, strict=True) if one.get("is_primary")]
    adjusted = benjamini_hochberg({row["item"]: row["p_exact"] for row in primary})
    return [{**row, "p_adjusted": adjusted.get(row["item"])} for row in rows]


def impact_row(counted: Mapping[str, Any]) -> Json:
    pairs = pairs_of(counted)
    before, after = share(pairs.before, pairs.n), share(pairs.after, pairs.n)
    known = before.of is not None and after.of is not None
    return {
        "theme": counted["theme"],
        "item": counted["item"],
        **dict(zip(CELLS, pairs, strict=True)),
        "n": pairs.n,
        "before": share_row(before),
        "after": share_row(after),
        "change": change_row(newcombe(pairs)),
        "change_bonett_price": change_row(bonett_price(pairs)),
        "p_exact": mcnemar_exact(pairs.b, pairs.c),
        "p_mid": mcnemar_mid_p(pairs.b, pairs.c),
        "h": cohen_h(after.of or 0.0, before.of or 0.0) if known else None,
        **movement(counted, pairs.n),
    }


def pairs_of(counted: Mapping[str, Any]) -> Pairs:
    return Pairs(*(counted[cell] for cell in CELLS))


def movement(counted: Mapping[str, Any], n: int) -> Json:
    """On the full scale: the mean change in points of the scale, and how many improved, stayed, got
    worse.
    """
    if "moved" not in counted or n == 0:
        return {}
    found = {name: counted[name] for name in ("improved", "same", "worse")}
    return {"mean_change": round(counted["moved"] / n, DECIMALS), **found}


def direction(rows: Sequence[Json]) -> Json:
    """Whether every measure improved; if not, which did not. None where nothing was measured."""
    measured = [row for row in rows if row["n"]]
    other = [row["item"] for row in measured if row["change"]["points"] <= 0]
    return {
        "all_positive": not other if measured else None,
        "measures": len(measured),
        "not_positive": other,
    }


def unpaired_table(causes: Iterable[Mapping[str, Any]]) -> Json:
    """Everybody who was left out, by cause: nobody is dropped silently."""
    by_cause = {one["cause"]: one["people"] for one in causes}
    answered_before = {"still_active", "no_end", "instrument_changed"}
    unpaired_pre = sum(
        people
        for cause, people in by_cause.items()
        if cause in answered_before or cause.startswith("end_")
    )
    return {
        "people": sum(by_cause.values()),
        "unpaired_pre": unpaired_pre,
        "by_cause": dict(sorted(by_cause.items())),
    }


def printable_rows(rows: Iterable[Json], min_cell: int) -> list[Json]:
    """The rows as they may leave the house: where a cell is small, nothing from which it could be
    computed.
    """
    return [printable_row(row, min_cell) for row in rows]


def printable_row(row: Json, min_cell: int) -> Json:
    allowed = publishable_pairs(pairs_of(row), min_cell)
    kept = {name: row[name] for name in ("theme", "item")}
    counts = {name: allowed[name] for name in (*CELLS, "n")}
    sides = {
        side: row[side] if allowed[side] is not HIDDEN else HIDDEN for side in ("before", "after")
    }
    whole = allowed["a"] is not HIDDEN
    return {
        **kept,
        **counts,
        **sides,
        **{name: row[name] if whole else HIDDEN for name in WITHHELD},
    }


def printable_causes(unpaired: Json, min_cell: int) -> Json:
    """The causes with small ones withheld; the total only where that gives nothing away."""
    shown = publishable_counts(unpaired["by_cause"], min_cell)
    whole = any(count is not HIDDEN for count in shown.values())
    return {"people": unpaired["people"] if whole else HIDDEN, "by_cause": shown}


def average_tables(cohorts: Iterable[Sequence[Mapping[str, Any]]]) -> list[Json]:
    """By item over several cohorts, both things that are called an average, each under its own
    name.
    """
    items: dict[str, list[Pairs]] = {}
    for cohort in cohorts:
        for counted in cohort:
            items.setdefault(counted["item"], []).append(pairs_of(counted))
    return [average_row(item, pairs) for item, pairs in items.items()]


def average_row(item: str, cohorts: list[Pairs]) -> Json:
    found = averages(cohorts)
    if found is None:
        return {"item": item, "cohorts": 0}
    return {
        "item": item,
        "cohorts": len(cohorts),
        **{
            name: dict(zip(("before", "after"), map(per_cent, both), strict=True))
            for name, both in found._asdict().items()
        },
    }
