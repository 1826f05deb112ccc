"""How well two fit, and what never counts."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.matching.policies.candidates import Facets, Mentor
from services.matching.policies.scoring import Fit, fit, ranked
from services.matching.policies.views import MatchingRules, Programme, Weights

from .vocabulary import ANN, BEN, DAN, NOW, RULES

WEIGHTS = RULES.read(Programme).matching.weights
RULE = RULES.read(Programme).matching
MENTEE = Facets("Leeds", frozenset({"law", "careers"}), frozenset({"confidence"}), frozenset({"x"}))


def mentor(id_, facets=MENTEE, since=NOW):
    return Mentor(id=id_, facets=facets, since=since)


def names(mentors):
    return [one.id for _, one in mentors]


@pytest.mark.parametrize(
    ("facets", "score", "reasons"),
    [
        (Facets(), 0, ()),
        (Facets(topics=frozenset({"law"})), 4, ("topics in common: law",)),
        (
            Facets(topics=frozenset({"law", "careers", "art"})),
            8,
            ("topics in common: careers, law",),
        ),
        (Facets(goal_tags=frozenset({"confidence"})), 3, ("goals in common: confidence",)),
        (Facets(region="Leeds"), 2, ("same region: Leeds",)),
        (Facets(region="York"), 0, ()),
        (Facets(background_tags=frozenset({"x"})), 1, ("a similar background",)),
    ],
)
def test_every_thing_in_common_has_its_weight_and_its_reason(facets, score, reasons):
    assert fit(facets, MENTEE, WEIGHTS) == Fit(score, reasons)


@pytest.mark.requirement("1MM-098")
def test_a_topic_of_help_is_a_voluntary_part_of_the_fit():
    silent = mentor(ANN, replace(MENTEE, topics=frozenset()), NOW - timedelta(90))
    exams = mentor(BEN, replace(MENTEE, topics=frozenset({"law"})))
    assert names(ranked([silent, exams], MENTEE, RULE)) == [BEN, ANN]
    asks_for_none = replace(MENTEE, topics=frozenset())
    assert names(ranked([exams, silent], asks_for_none, RULE)) == [ANN, BEN]


def test_no_region_is_not_a_region_in_common():
    assert fit(Facets(), Facets(), WEIGHTS) == Fit()


@pytest.mark.requirement("1MM-003")
def test_of_two_equal_mentors_the_near_one_comes_first_and_the_reason_says_so():
    far = mentor(ANN, replace(MENTEE, region="York"), NOW - timedelta(90))
    near = mentor(BEN)
    (best, first), *_ = ranked([far, near], MENTEE, RULE)
    assert first.id == BEN
    assert "same region: Leeds" in best.reasons


def test_where_a_programme_ignores_regions_the_longer_wait_decides():
    far = mentor(BEN, replace(MENTEE, region="York"), NOW - timedelta(90))
    rule = replace(RULE, same_region="ignore")
    assert names(ranked([mentor(ANN), far], MENTEE, rule)) == [BEN, ANN]


@pytest.mark.requirement("1MM-051")
def test_fit_comes_first_then_the_longer_wait_then_the_id():
    better = mentor(DAN, since=NOW)
    longer = mentor(BEN, Facets(), NOW - timedelta(90))
    same_a, same_b = mentor(UUID(int=30), Facets()), mentor(UUID(int=31), Facets())
    expected = [DAN, BEN, same_a.id, same_b.id]
    assert names(ranked([same_b, longer, same_a, better], MENTEE, RULE)) == expected
    assert names(ranked([better, same_a, longer, same_b], MENTEE, RULE)) == expected


@pytest.mark.requirement("1MM-053")
def test_a_similar_background_raises_the_score_and_never_excludes_anyone():
    similar = mentor(BEN, Facets(background_tags=frozenset({"x"})))
    other = mentor(ANN, Facets(background_tags=frozenset({"y"})))
    assert names(ranked([other, similar], MENTEE, RULE)) == [BEN, ANN]
    blind = replace(RULE, weights=Weights(shared_background=0))
    assert names(ranked([other, similar], MENTEE, blind)) == [ANN, BEN]


def test_a_background_is_never_named():
    told = fit(MENTEE, MENTEE, WEIGHTS)
    assert not any("x" in reason.split() for reason in told.reasons)


def test_a_programme_that_says_nothing_gets_the_plain_rules():
    assert Programme.load({}).matching == MatchingRules()
