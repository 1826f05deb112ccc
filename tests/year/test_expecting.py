"""The language in which a scenario says what has to be found at its end."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from deploy.importing.naming import id_for
from deploy.installation import SERVICES
from deploy.year.expecting import expected
from deploy.year.scenario import read
from services.matching.events import MatchMade, MatchProposalExpired
from services.sessions.events import SessionNeedsReview
from shared.refusing import CommandRefused
from tests.year.years import NEW_YEAR, about, scenario, year

SCENARIOS = Path(__file__).parents[2] / "deploy/scenarios"
ANN = id_for("p", "mentor", "A")
PAIR, OTHER, SOMEBODY = (UUID(int=one) for one in range(1, 4))


def made(days=0, relationship=PAIR, programme="p"):
    fact = MatchMade(
        relationship_id=relationship,
        proposal_id=SOMEBODY,
        pool_id=SOMEBODY,
        mode="curated",
        mentor_id=ANN,
        mentor_person_id=SOMEBODY,
        mentee_id=SOMEBODY,
        mentee_person_id=SOMEBODY,
        institution_id=None,
        age_band="adult",
        made_at=NEW_YEAR,
    )
    return about(fact, days, programme=programme, source="matching")


def refusal(code, rule):
    fact = CommandRefused(
        command="Do", code=code, why="", rule_id=rule, actor="mentor:1", target="plan-1"
    )
    return about(fact, programme="p", source="sessions")


def lapsed(days=0):
    fact = MatchProposalExpired(proposal_id=SOMEBODY, pool_id=SOMEBODY)
    return about(fact, days, programme="p", source="matching")


TOLD = {
    "matching": [made(1), made(2, OTHER), lapsed(3)],
    "sessions": [refusal("no-homes", "no_homes"), refusal("no-homes", "no_homes")],
}
MATCH, LAPSE = {"event": "matching.MatchMade"}, {"event": "matching.MatchProposalExpired"}


def against(entry, **told):
    ((says, why),) = expected(
        year(scenario(expect=[{"says": "so it was", **entry}]), **(told or TOLD))
    )
    assert says == "so it was"
    return why


@pytest.mark.parametrize(
    ("entry", "holds"),
    [
        ({**MATCH}, True),
        ({**MATCH, "count": 2}, True),
        ({**MATCH, "count": 1}, False),
        ({**MATCH, "at_least": 2}, True),
        ({**MATCH, "at_least": 3}, False),
        ({**MATCH, "where": {"mentor_id": "@mentor:A"}, "count": 2}, True),
        ({**MATCH, "where": {"mentor_id": "@mentor:B"}, "count": 0}, True),
        ({**MATCH, "where": {"mentor_id": "@mentor:B"}}, False),
        ({**MATCH, "where": {"relationship_id": str(OTHER)}, "count": 1}, True),
    ],
)
def test_events_are_counted_by_type_and_by_what_they_say(entry, holds):
    assert bool(against(entry)) is not holds


@pytest.mark.parametrize(
    ("entry", "holds"),
    [
        ({"refused": "no-homes", "in": "sessions", "count": 2}, True),
        ({"refused": "no_homes", "in": "sessions"}, True),
        ({"refused": "no-homes", "in": "matching"}, False),
        ({"refused": "no-homes", "in": "matching", "count": 0}, True),
        ({"refused": "overlaps", "in": "sessions", "count": 1}, False),
    ],
)
def test_refusals_are_counted_by_rule_or_code_in_a_service(entry, holds):
    assert bool(against(entry)) is not holds


def test_the_first_of_one_kind_comes_before_the_first_of_the_other():
    assert not against({"first": MATCH, "then": LAPSE})
    assert against({"first": LAPSE, "then": MATCH})
    assert against({"first": MATCH, "then": {**LAPSE, "where": {"proposal_id": str(OTHER)}}})


def test_of_one_instant_the_order_of_the_log_decides():
    told = {"matching": [replace(made(1), position=7), replace(lapsed(1), position=8)]}
    assert not against({"first": MATCH, "then": LAPSE}, **told)
    assert against({"first": LAPSE, "then": MATCH}, **told)


def test_an_instant_is_written_in_the_time_of_the_programme():
    told = {"matching": [made()]}
    at = {"instant": {"at": "2026-01-01 10:00"}}
    assert not against({**MATCH, "where": {"made_at": at}}, **told)
    (why,) = against({**MATCH, "where": {"made_at": "2026-01-01 10:00"}}, **told)
    assert "no time zone" in why


def test_a_list_says_what_any_of_its_members_says_or_all_of_them():
    fact = SessionNeedsReview(relationship_id=PAIR, session_id=OTHER, rules=("one", "two"))
    told = {"sessions": [about(fact, programme="p", source="sessions")]}
    review = {"event": "sessions.SessionNeedsReview"}
    assert not against({**review, "where": {"rules": "two"}}, **told)
    assert not against({**review, "where": {"rules": ["one", "two"]}}, **told)
    assert against({**review, "where": {"rules": ["two"]}}, **told)


@pytest.mark.parametrize(
    "entry",
    [
        {"event": "matching.MatchMaid", "count": 0},
        {"event": "nowhere.MatchMade", "count": 0},
        {**MATCH, "where": {"mentor": "@mentor:A"}, "count": 0},
        {**MATCH, "count": 0, "at_least": 0},
        {**MATCH, "often": 3},
        {"refused": "no-homes", "count": 0},
        {"refused": "no-homes", "in": "nowhere", "count": 0},
        {"first": MATCH},
        {},
    ],
)
def test_what_could_never_fail_as_it_is_written_does_not_hold(entry):
    (why,) = against(entry)
    assert why.startswith("this cannot be looked for")


def test_what_happened_in_another_programme_or_after_the_end_is_not_counted():
    told = {"matching": [made(1), made(1, programme="q"), made(200)]}
    assert not against({**MATCH, "count": 1}, **told)


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_scenario_writes_its_expectations_so_that_they_can_be_looked_for(path):
    one = read(path)
    nothing = year(one, **{name: [] for name in SERVICES})
    for says, why in expected(nothing):
        assert not [one for one in why if one.startswith("this cannot")], says
