"""What is printed to the letter: shares, intervals, what is withheld, each under its own name.

Each of these once survived a change of the code that no other test noticed.
"""

import math

import pytest

from services.evaluation.policies.asked_for import Evaluations, LeadTime
from services.evaluation.policies.statistics import (
    Pairs,
    benjamini_hochberg,
    bonett_price,
    mcnemar_mid_p,
    newcombe,
    promoters,
    publishable_counts,
    publishable_pairs,
    share_at_least,
    wilson,
)
from services.evaluation.policies.tables import (
    average_tables,
    direction,
    dosage_table,
    end_table,
    impact_rows,
    insight_table,
    lead_time_table,
    nps_table,
    printable_causes,
    printable_rows,
    pulse_table,
    times_table,
    unpaired_table,
    workshop_table,
)


def cells(item, *abcd, **more):
    return {"theme": "wellbeing", "item": item, **dict(zip("abcd", abcd, strict=True)), **more}


def share(count, n, percent, low, high):
    return {"count": count, "n": n, "percent": percent, "low": low, "high": high}


MOVED = {"moved": 70, "improved": 40, "same": 50, "worse": 10}
BIG = cells("one", 50, 25, 6, 19, is_primary=True, **MOVED)
EDGE = cells("two", 33, 48, 0, 19, is_primary=True)
SMALL = cells("three", 5, 6, 0, 1)
NOBODY = cells("none", 0, 0, 0, 0, moved=0, improved=0, same=0, worse=0)
NONE = share(0, 0, None, None, None)


def rows():
    return impact_rows([BIG, EDGE, SMALL, NOBODY])


def test_a_row_of_the_paired_table_says_all_that_is_known():
    big, edge, small, nobody = rows()
    assert {name: big[name] for name in ("p_exact", "p_mid", "p_adjusted", "h")} == pytest.approx(
        {"p_exact": 0.000878, "p_mid": 0.000535, "p_adjusted": 0.000878, "h": 0.403309}, rel=1e-3
    )
    rest = {name: big[name] for name in big if name[0] not in "ph"}
    assert rest == {
        **{name: BIG[name] for name in ("theme", "item", "a", "b", "c", "d")},
        "n": 100,
        "before": share(56, 100, 56.0, 46.23, 65.33),
        "after": share(75, 100, 75.0, 65.7, 82.45),
        "change": {"points": 19.0, "low": 8.37, "high": 29.01},
        "change_bonett_price": {"points": 19.0, "low": 8.2, "high": 29.06},
        "mean_change": 0.7,
        "improved": 40,
        "same": 50,
        "worse": 10,
    }
    assert edge["p_adjusted"] == pytest.approx(2 * edge["p_exact"])
    assert small["p_adjusted"] is None
    assert "mean_change" not in edge
    assert nobody == {
        **{name: NOBODY[name] for name in ("theme", "item", "a", "b", "c", "d")},
        "n": 0,
        "before": NONE,
        "after": NONE,
        "change": None,
        "change_bonett_price": None,
        "p_exact": 1.0,
        "p_mid": 1.0,
        "h": None,
        "p_adjusted": None,
    }


def test_a_table_of_which_a_cell_is_small_is_printed_without_what_would_give_it_away():
    big, edge, small, nobody = printable_rows(rows(), 5)
    shown = {"theme", "item", *"abcd", "n", "before", "after", "change", "change_bonett_price"}
    assert set(big) == {*shown, "p_exact", "p_mid", "p_adjusted", "h"}
    assert big == {name: rows()[0][name] for name in big}
    assert {name for name in edge if edge[name] is not None} == {
        "theme", "item", "n", "before", "after",
    }  # fmt: skip
    assert {name for name in small if small[name] is not None} == {"theme", "item", "n", "before"}
    assert {name for name in nobody if nobody[name] is not None} == {"theme", "item"}


def test_however_little_it_is_a_measure_that_grew_improved():
    assert direction(impact_rows([cells("one", 100, 1, 0, 100)]))["all_positive"] is True


def test_the_effect_of_all_or_nothing_is_the_greatest_there_is():
    up, down = impact_rows([cells("one", 0, 5, 0, 0), cells("two", 0, 0, 5, 0)])
    assert (up["h"], down["h"]) == pytest.approx((math.pi, -math.pi))


def test_which_measures_did_not_improve_is_said_by_name():
    worse = impact_rows([BIG, cells("four", 10, 5, 5, 10), cells("five", 10, 1, 9, 10), NOBODY])
    assert direction(worse) == {
        "all_positive": False,
        "measures": 3,
        "not_positive": ["four", "five"],
    }
    assert direction(rows()) == {"all_positive": True, "measures": 3, "not_positive": []}
    nobody = impact_rows([NOBODY])
    assert direction(nobody) == {"all_positive": None, "measures": 0, "not_positive": []}


CAUSES = [
    {"cause": "still_active", "people": 1},
    {"cause": "no_end", "people": 20},
    {"cause": "instrument_changed", "people": 4},
    {"cause": "end_declined", "people": 8},
    {"cause": "no_pre", "people": 16},
]


def test_who_answered_before_only_is_counted_among_those_left_out():
    table = unpaired_table(CAUSES)
    assert (table["people"], table["unpaired_pre"]) == (49, 33)
    assert list(table["by_cause"]) == sorted(one["cause"] for one in CAUSES)
    shown = printable_causes(table, 5)
    assert (shown["people"], shown["by_cause"]["no_pre"]) == (49, 16)
    assert {name for name, people in shown["by_cause"].items() if people is None} == {
        "still_active",
        "instrument_changed",
    }
    few = printable_causes(unpaired_table(CAUSES[:1]), 5)
    assert few == {"people": None, "by_cause": {"still_active": None}}


def test_averages_name_both_and_how_many_cohorts():
    empty = cells("two", 0, 0, 0, 0)
    first, second = [cells("one", 1, 8, 0, 1), empty], [cells("one", 45, 9, 0, 36)]
    assert average_tables([first, second]) == [
        {
            "item": "one",
            "cohorts": 2,
            "pooled": {"before": 46.0, "after": 63.0},
            "mean_of_cohorts": {"before": 30.0, "after": 75.0},
        },
        {"item": "two", "cohorts": 0},
    ]


def test_the_net_promoter_table():
    table = nps_table([10] * 6 + [8, 8, 7] + [3])
    assert {name: table[name] for name in table if name != "trademark"} == {
        "n": 10,
        "promoters": 6,
        "passives": 3,
        "detractors": 1,
        "nps": 50.0,
        "nps_low": 8.42,
        "nps_high": 91.58,
        "share_7_to_10": share(9, 10, 90.0, 59.58, 98.21),
    }
    nobody = nps_table([])
    assert [nobody[name] for name in ("nps", "nps_low", "nps_high")] == [None] * 3
    assert nps_table([9, 6])["promoters"] == nps_table([9, 6])["detractors"] == 1


def rated(rating, recommend=None, prepared=None):
    return {"rating": rating, "would_recommend": recommend, "felt_prepared": prepared}


def test_workshops_are_rated_by_those_who_answered_each_question():
    ratings = [rated("good", recommend=True), rated("fair", False, True), rated("excellent")]
    table = workshop_table(ratings, ("good", "excellent"))
    assert (table["ratings"], table["top"]) == (3, ["excellent", "good"])
    asked = ("rated_top", "would_recommend", "felt_prepared")
    counts = {name: (table[name]["count"], table[name]["n"]) for name in asked}
    assert counts == {
        "rated_top": (2, 3),
        "would_recommend": (1, 2),
        "felt_prepared": (1, 1),
    }


def waited(days, verdict):
    return {"lead_days": days, "verdict": verdict}


def test_lead_times_are_told_in_weeks_and_by_verdict():
    people = [waited(14, "sooner"), *[waited(70, "as_expected")] * 2, waited(140, "later")]
    assert lead_time_table(people, LeadTime(weeks=(8, 12))) == {
        "people": 4,
        "expected_weeks": [8, 12],
        "median_weeks": 10.0,
        "p90_weeks": 17.0,
        "sooner": 1,
        "as_expected": 2,
        "later": 1,
    }
    assert lead_time_table([], None) == {
        "people": 0,
        "expected_weeks": None,
        "median_weeks": None,
        "p90_weeks": None,
        "sooner": 0,
        "as_expected": 0,
        "later": 0,
    }
    assert times_table([1, 2, 6]) == {"people": 3, "median_minutes": 2.0, "p90_minutes": 5.2}


def test_dosage_is_told_by_the_programmes_bands_and_whatever_lies_outside_them():
    bands = Evaluations(dosage_bands=((1, 3), (5, 6)))
    people = [
        {"sessions": sessions, "pairs": pairs}
        for sessions, pairs in ((0, 1), (1, 2), (3, 3), (4, 4), (6, 5), (7, 6))
    ]
    counted = [
        cells("one", 1, 2, 0, 1, sessions=1),
        cells("one", 1, 0, 1, 1, sessions=3),
        cells("one", 9, 9, 9, 9, sessions=5),
        cells("two", 9, 9, 9, 9, sessions=6),
    ]
    table = dosage_table(people, counted, bands)
    assert [(row["band"], row["pairs"]) for row in table] == [
        ("none", 1),
        ("1-3", 5),
        ("5-6", 5),
        ("other", 4),
        ("more", 6),
    ]
    assert table[1]["items"] == [
        {
            "theme": "wellbeing",
            "item": "one",
            "n": 7,
            "before": share(3, 7, 42.86, 15.82, 74.95),
            "after": share(4, 7, 57.14, 25.05, 84.18),
            "change": {"points": 14.29, "low": -31.11, "high": 52.52},
        }
    ]
    assert [row["item"] for row in table[2]["items"]] == ["one", "two"]
    unbanded = dosage_table(people, counted, Evaluations(dosage_bands=()))
    assert [(row["band"], row["pairs"]) for row in unbanded] == [("none", 1), ("more", 20)]
    empty = dosage_table([], [], bands)
    assert [(row["band"], row["items"]) for row in empty] == [("1-3", []), ("5-6", [])]


@pytest.mark.parametrize(
    ("n", "yes", "shown_n", "shown"),
    [
        (20, 10, 20, 10),
        (20, 11, 20, None),
        (20, 9, 20, None),
        (10, 0, 10, None),
        (9, 5, None, None),
    ],
)
def test_needs_and_ends_are_told_where_neither_answer_is_rare(n, yes, shown_n, shown):
    named_ = {"theme": "wellbeing", "item": "one"}
    (need,) = insight_table([{**named_, "n": n, "lacking": yes}], 10)
    (end,) = end_table([{**named_, "n": n, "agreeing": yes}], 10)
    for row, name in ((need, "lacking"), (end, "agreeing")):
        assert {part: row[part] for part in named_} == named_
        assert row["n"] == shown_n
        assert (row[name] and row[name]["count"]) == shown
        assert set(row) == {"theme", "item", "n", name}


def pulse(number, valence="positive", *tags):
    return {"participant_id": number, "valence": valence, "tags": tags}


def test_how_sessions_felt_is_told_of_enough_people_and_not_of_enough_sessions():
    four = [pulse(one) for one in range(4)]
    nothing = {"people": None, "valence": {}, "tags": {}}
    assert pulse_table([*four, *four], 5) == nothing
    five = [*four, pulse(4, "positive", "daunting"), *[pulse(0, "negative", "insightful")] * 5]
    assert pulse_table(five, 5) == {
        "people": 5,
        "valence": {"positive": 5, "negative": 5},
        "tags": {"daunting": None, "insightful": None},
    }


# ---- the arithmetic ------------------------------------------------------------------------------


def test_an_interval_is_as_wide_as_it_is_asked_to_be_and_no_change_is_more_than_whole():
    of = Pairs(50, 25, 6, 19)
    narrow, wide = newcombe(of, 1.0).interval, newcombe(of).interval
    after, before = wilson(75, 100, 1.0), wilson(56, 100, 1.0)
    assert wide.low < narrow.low < 0.19 < narrow.high < wide.high
    assert narrow.low >= 0.19 - math.hypot(0.75 - after.low, before.high - 0.56)
    everybody = Pairs(0, 5, 0, 0)
    assert bonett_price(everybody).interval.high == 1.0
    assert bonett_price(everybody.turned).interval.low == -1.0


def test_where_a_margin_is_empty_the_two_are_taken_as_unrelated():
    found = newcombe(Pairs(5, 5, 0, 0))
    after, before = wilson(10, 10), wilson(5, 10)
    down = math.hypot(1 - after.low, before.high - 0.5)
    assert found.interval.low == pytest.approx(0.5 - down)


@pytest.mark.parametrize(("b", "c", "p"), [(0, 0, 1.0), (1, 0, 0.5), (6, 0, 1 / 64), (5, 1, 0.125)])
def test_the_mid_p_counts_half_of_what_was_observed(b, c, p):
    assert mcnemar_mid_p(b, c) == pytest.approx(p)


def test_p_values_are_adjusted_by_their_size_whatever_they_are_called():
    assert benjamini_hochberg({"a": 0.01, "b": 0.04}) == pytest.approx({"a": 0.02, "b": 0.04})
    assert benjamini_hochberg({"a": 0.04, "b": 0.01}) == pytest.approx({"a": 0.04, "b": 0.02})


def test_of_nobody_there_are_none_for_and_none_against():
    assert promoters([])[:3] == (0, 0, 0)
    assert share_at_least([7, 6])[:2] == (1, 2)


# ---- what may be printed -------------------------------------------------------------------------


def test_the_smallest_of_the_others_is_withheld_with_what_is_small():
    shown = publishable_counts({"zeta": 6, "alpha": 9, "small": 1, "beta": 20}, 5)
    assert shown == {"zeta": None, "alpha": 9, "small": None, "beta": 20}


def test_as_many_as_may_be_printed_are_printed():
    assert publishable_pairs(Pairs(5, 5, 5, 5), 5)["a"] == 5
    assert publishable_pairs(Pairs(5, 5, 5, 4), 5)["a"] is None
    assert publishable_pairs(Pairs(5, 0, 0, 0), 5)["n"] == 5
    assert publishable_pairs(Pairs(4, 0, 0, 0), 5)["n"] is None
