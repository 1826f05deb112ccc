import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from services.evaluation.policies.statistics import (
    Pairs,
    averages,
    benjamini_hochberg,
    bonett_price,
    cohen_h,
    mcnemar_exact,
    mcnemar_mid_p,
    newcombe,
    promoters,
    publishable_counts,
    publishable_pairs,
    quantile,
    share_at_least,
    wilson,
)

# cells, n, before %, after %, change, Newcombe, Bonett-Price, exact p, h
GOLDEN = [
    ((36, 62, 4, 18), 120, 33.3, 81.7, 48.33, (37.29, 57.49), (37.33, 57.76), 2.084e-14, 1.026),
    ((33, 48, 0, 19), 100, 33.0, 81.0, 48.00, (37.15, 56.89), (37.00, 57.12), 7.105e-15, 1.016),
    ((14, 67, 19, 0), 100, 33.0, 81.0, 48.00, (31.01, 61.74), (31.52, 62.60), 1.941e-07, 1.016),
    ((50, 25, 6, 19), 100, 56.0, 75.0, 19.00, (8.37, 29.01), (8.20, 29.06), 0.000878, 0.403),
    ((30, 45, 8, 17), 100, 38.0, 75.0, 37.00, (23.82, 48.34), (23.88, 48.66), 2.368e-07, 0.766),
    ((5, 6, 0, 1), 12, 41.7, 91.7, 50.00, (12.21, 73.37), (10.24, 75.48), 0.03125, 1.153),
    ((3, 2, 2, 3), 10, 50.0, 50.0, 0.00, (-37.25, 37.25), (-40.01, 40.01), 1.0, 0.0),
    ((0, 0, 0, 5), 5, 0.0, 0.0, 0.00, (-43.45, 43.45), (-39.60, 39.60), 1.0, 0.0),
]
WILSON = [
    ((0, 10), (0, 27.75)),
    ((10, 10), (72.25, 100)),
    ((40, 120), (25.53, 42.17)),
    ((98, 120), (73.80, 87.57)),
    ((1, 3), (6.15, 79.23)),
    ((97, 100), (91.55, 98.97)),
]
count = st.integers(0, 60)
pairs = st.builds(Pairs, count, count, count, count).filter(lambda cells: cells.n > 0)


def in_per_cent(interval):
    return tuple(100 * end for end in interval)


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: str(row[0]))
@pytest.mark.requirement("1MM-102")
@pytest.mark.requirement("1MM-103")
@pytest.mark.requirement("1MM-104")
def test_the_paired_arithmetic_gives_the_golden_values(row):
    cells, n, before, after, change, narrow, adjusted, p, h = row
    of = Pairs(*cells)
    assert of.n == n
    assert 100 * of.before / n == pytest.approx(before, abs=0.05)
    assert 100 * of.after / n == pytest.approx(after, abs=0.05)
    assert 100 * newcombe(of).difference == pytest.approx(change, abs=0.005)
    assert in_per_cent(newcombe(of).interval) == pytest.approx(narrow, abs=0.006)
    assert in_per_cent(bonett_price(of).interval) == pytest.approx(adjusted, abs=0.006)
    assert mcnemar_exact(of.b, of.c) == pytest.approx(p, rel=5e-4)
    assert cohen_h(of.after / n, of.before / n) == pytest.approx(h, abs=5e-4)


@pytest.mark.parametrize(("of", "expected"), WILSON)
@pytest.mark.requirement("1MM-033")
def test_wilson_gives_the_golden_intervals(of, expected):
    assert in_per_cent(wilson(*of)) == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(
    ("given_scores", "nps"),
    [
        ([10] * 0 + [8] * 92 + [3] * 8, -8),
        ([10] * 46 + [8] * 46 + [3] * 8, 38),
        ([9] * 92 + [0] * 8, 84),
    ],
)
@pytest.mark.requirement("1MM-109")
def test_the_same_share_of_seven_to_ten_goes_with_any_net_promoter_score(given_scores, nps):
    assert promoters(given_scores).score == pytest.approx(nps)
    assert share_at_least(given_scores).of == pytest.approx(0.92)


def test_the_net_promoter_score_has_an_interval():
    found = promoters([10] * 60 + [7] * 32 + [0] * 8)
    assert (found.promoters, found.passives, found.detractors) == (60, 32, 8)
    assert found.score == pytest.approx(52)
    assert found.interval == pytest.approx((39.5, 64.5), abs=0.05)


def test_pooled_is_not_the_mean_of_cohorts():
    found = averages([Pairs(1, 8, 0, 1), Pairs(45, 9, 0, 36)])
    assert found.pooled == pytest.approx((0.46, 0.63))
    assert found.mean_of_cohorts == pytest.approx((0.30, 0.75))


def test_nothing_is_computed_from_nobody():
    nobody = Pairs(0, 0, 0, 0)
    assert wilson(0, 0) is None
    assert newcombe(nobody) is None
    assert bonett_price(nobody) is None
    assert averages([nobody]) is None
    assert promoters([]).score is None
    assert quantile([], 0.5) is None


@pytest.mark.parametrize(("q", "expected"), [(0, 1), (0.5, 2.5), (0.9, 3.7), (1, 4)])
def test_quantiles_lie_between_the_neighbours(q, expected):
    assert quantile([4, 1, 3, 2], q) == pytest.approx(expected)


def test_adjusted_p_values_keep_their_order_and_never_shrink():
    adjusted = benjamini_hochberg({"one": 0.01, "two": 0.04, "three": 0.03, "four": 0.005})
    assert adjusted == pytest.approx({"one": 0.02, "two": 0.04, "three": 0.04, "four": 0.02})


# ---- properties ------------------------------------------------------------------------------


@given(st.integers(1, 400), st.data())
def test_wilson_agrees_with_scipy_and_holds_the_share(n, data):
    yes = data.draw(st.integers(0, n))
    low, high = wilson(yes, n)
    oracle = binomtest(yes, n).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)
    assert 0 <= low <= yes / n <= high <= 1


@given(st.integers(1, 400), st.data())
def test_wilson_is_the_mirror_of_its_complement(n, data):
    yes = data.draw(st.integers(0, n))
    low, high = wilson(yes, n)
    assert wilson(n - yes, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(count, count)
def test_exact_p_agrees_with_scipy_and_does_not_know_the_direction(b, c):
    oracle = binomtest(min(b, c), b + c, 0.5).pvalue if b + c else 1.0
    assert mcnemar_exact(b, c) == pytest.approx(oracle, abs=1e-12)
    assert mcnemar_exact(b, c) == mcnemar_exact(c, b)
    assert 0 <= mcnemar_mid_p(b, c) <= mcnemar_exact(b, c) <= 1


@pytest.mark.parametrize("method", [newcombe, bonett_price])
@given(of=pairs)
def test_a_change_lies_in_its_interval_and_turns_with_time(method, of):
    change, back = method(of), method(of.turned)
    low, high = change.interval
    assert -1 <= low <= change.difference + 1e-9
    assert change.difference <= high + 1e-9 <= 1 + 1e-9
    assert back.difference == pytest.approx(-change.difference)
    assert back.interval == pytest.approx((-high, -low), abs=1e-9)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_effect_size_is_bounded_and_turns_with_time(after, before):
    assert abs(cohen_h(after, before)) <= math.pi
    assert cohen_h(after, before) == pytest.approx(-cohen_h(before, after))


@given(st.lists(st.integers(0, 10), min_size=1))
def test_the_net_promoter_score_lies_in_its_interval(scores):
    found = promoters(scores)
    low, high = found.interval
    assert -100 <= low <= found.score + 1e-9
    assert found.score <= high + 1e-9 <= 100 + 1e-9
    assert found.promoters + found.passives + found.detractors == len(scores)


# ---- suppression -----------------------------------------------------------------------------

MIN = 5


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 30), max_size=7))
def test_subtraction_never_gives_a_withheld_count(counts):
    shown = publishable_counts(counts, MIN)
    hidden = [name for name, number in shown.items() if number is None]
    assert all(shown[name] == counts[name] for name in shown.keys() - set(hidden))
    assert all(number is None or number >= MIN for number in shown.values())
    if hidden and len(hidden) < len(counts):
        left = sum(counts.values()) - sum(number or 0 for number in shown.values())
        assert len(hidden) > 1
        assert left >= MIN


@given(pairs)
def test_no_cell_of_a_small_table_can_be_worked_out(of):
    shown = publishable_pairs(of, MIN)
    if shown["a"] is not None:
        assert min(of) >= MIN
        return
    if shown["before"] is None or shown["after"] is None:
        return
    fitting = [
        candidate
        for a in range(of.n + 1)
        if min(candidate := Pairs(a, of.after - a, of.before - a, of.n - of.after - of.before + a))
        >= 0
    ]
    for cell in range(4):
        assert len({candidate[cell] for candidate in fitting}) > 1


def test_of_a_tiny_group_not_even_the_size_is_told():
    assert set(publishable_pairs(Pairs(1, 2, 0, 1), MIN).values()) == {None}


def test_cells_are_shown_where_every_one_is_large_enough():
    assert publishable_pairs(Pairs(50, 25, 6, 19), MIN) == {
        "a": 50, "b": 25, "c": 6, "d": 19, "n": 100, "before": 56, "after": 75,
    }  # fmt: skip
