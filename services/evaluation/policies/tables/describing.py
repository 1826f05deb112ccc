"""Tables that describe a programme: scores, workshops, waiting, dosage and needs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.messages import Json

from ..asked_for import Evaluations, LeadTime
from ..statistics import promoters, publishable_counts, quantile, share, share_at_least
from .impact import CELLS, impact_rows
from .numbers import DECIMALS, share_row

GOOD = 7
DAYS_A_WEEK = 7


def nps_table(scores: Sequence[int]) -> Json:
    """The net promoter score; beside it, under a name of its own, the share that gave 7 to 10."""
    found = promoters(scores)
    low, high = found.interval or (None, None)
    return {
        "n": len(scores),
        "promoters": found.promoters,
        "passives": found.passives,
        "detractors": found.detractors,
        "nps": rounded(found.score),
        "nps_low": rounded(low),
        "nps_high": rounded(high),
        "share_7_to_10": share_row(share_at_least(scores, GOOD)),
        "trademark": "Net Promoter Score is a trademark of Bain & Company, NICE and F. Reichheld.",
    }


def rounded(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS)


def workshop_table(ratings: Sequence[Mapping[str, Any]], top: Iterable[str]) -> Json:
    """How many rated it good or better, as the programme defines good; would recommend it; felt
    prepared.
    """
    good = set(top)
    return {
        "ratings": len(ratings),
        "top": sorted(good),
        "rated_top": share_row(share(sum(one["rating"] in good for one in ratings), len(ratings))),
        "would_recommend": yes(ratings, "would_recommend"),
        "felt_prepared": yes(ratings, "felt_prepared"),
    }


def yes(ratings: Sequence[Mapping[str, Any]], question: str) -> Json:
    """Among those who answered that question."""
    said = [one[question] for one in ratings if one[question] is not None]
    return share_row(share(sum(said), len(said)))


def lead_time_table(people: Sequence[Mapping[str, Any]], expected: LeadTime | None) -> Json:
    """Weeks from applying to the first session held; everybody judged by the rules they began
    under.
    """
    weeks = [one["lead_days"] / DAYS_A_WEEK for one in people]
    verdicts = Counter(one["verdict"] for one in people)
    return {
        "people": len(people),
        "expected_weeks": list(expected.weeks) if expected else None,
        "median_weeks": rounded(quantile(weeks, 0.5)),
        "p90_weeks": rounded(quantile(weeks, 0.9)),
        **{name: verdicts[name] for name in ("sooner", "as_expected", "later")},
    }


def times_table(minutes: Sequence[float]) -> Json:
    """The median and the 90th percentile, in minutes."""
    return {
        "people": len(minutes),
        "median_minutes": rounded(quantile(minutes, 0.5)),
        "p90_minutes": rounded(quantile(minutes, 0.9)),
    }


def dosage_table(
    people: Iterable[Mapping[str, Any]], counted: Sequence[Mapping[str, Any]], rules: Evaluations
) -> list[Json]:
    """Pairs by sessions held, in the programme's bands and whatever lies outside them, so that all
    are counted.

    It shows an association: those who stay differ from those who leave.
    """
    pairs = Counter[str]()
    for one in people:
        pairs[band_of(one["sessions"], rules)] += one["pairs"]
    names = [name for name in bands(rules) if pairs[name] or "-" in name]
    return [
        {"band": name, "pairs": pairs[name], "items": changes(within(name, counted, rules))}
        for name in names
    ]


def bands(rules: Evaluations) -> list[str]:
    return ["none", *(f"{low}-{high}" for low, high in rules.dosage_bands), "other", "more"]


def band_of(sessions: int, rules: Evaluations) -> str:
    for low, high in rules.dosage_bands:
        if low <= sessions <= high:
            return f"{low}-{high}"
    if sessions == 0:
        return "none"
    return (
        "more" if sessions > max((high for _, high in rules.dosage_bands), default=0) else "other"
    )


def within(
    band: str, counted: Iterable[Mapping[str, Any]], rules: Evaluations
) -> Iterable[Mapping[str, Any]]:
    return (one for one in counted if band_of(one["sessions"], rules) == band)


def changes(counted: Iterable[Mapping[str, Any]]) -> list[Json]:
    sums: dict[str, Json] = {}
    for one in counted:
        row = sums.setdefault(
            one["item"], {"theme": one["theme"], "item": one["item"], **dict.fromkeys(CELLS, 0)}
        )
        for cell in CELLS:
            row[cell] += one[cell]
    kept = ("theme", "item", "n", "before", "after", "change")
    return [{name: row[name] for name in kept} for row in impact_rows(sums.values())]


def insight_table(counted: Iterable[Mapping[str, Any]], min_cell: int) -> list[Json]:
    """What young people say they lack before mentoring, by item; withheld where either answer is
    rare.
    """
    return [insight_row(one, min_cell) for one in counted]


def insight_row(counted: Mapping[str, Any], min_cell: int) -> Json:
    n, lacking = counted["n"], counted["lacking"]
    named = {"theme": counted["theme"], "item": counted["item"]}
    if min(lacking, n - lacking) < min_cell:
        return {**named, "n": n if n >= min_cell else None, "lacking": None}
    return {**named, "n": n, "lacking": share_row(share(lacking, n))}


def end_table(counted: Iterable[Mapping[str, Any]], min_cell: int) -> list[Json]:
    """What people say at the end, by item; withheld where either answer is rare (ASME-24)."""
    return [end_row(one, min_cell) for one in counted]


def end_row(counted: Mapping[str, Any], min_cell: int) -> Json:
    n, agreeing = counted["n"], counted["agreeing"]
    shown = min(agreeing, n - agreeing) >= min_cell
    return {
        "theme": counted["theme"],
        "item": counted["item"],
        "n": n if n >= min_cell else None,
        "agreeing": share_row(share(agreeing, n)) if shown else None,
    }


def pulse_table(pulses: Sequence[Mapping[str, Any]], min_cell: int) -> Json:
    """How sessions felt, only above the threshold of people, and small counts withheld."""
    people = len({one["participant_id"] for one in pulses})
    if people < min_cell:
        return {"people": None, "valence": {}, "tags": {}}
    valence = Counter(one["valence"] for one in pulses)
    tags = Counter(tag for one in pulses for tag in one["tags"])
    return {
        "people": people,
        "valence": publishable_counts(valence, min_cell),
        "tags": publishable_counts(tags, min_cell),
    }
