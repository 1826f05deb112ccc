"""Whatever is asked, by whom, when and in what order: nothing leaves the table of legal moves."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.tables import TABLES
from tests.contracts.walking import Walk, every_way

SEEDS = range(1500)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_no_illegal_move_is_reachable(name, seed):
    Walk(TABLES[name], seed).go()


@pytest.mark.parametrize("name", TABLES)
def test_every_move_of_the_table_is_made_by_somebody(name):
    table = TABLES[name]
    assert every_way(table, SEEDS) == table.every_move


def walk_all(table):
    for seed in SEEDS:
        Walk(table, seed).go()


def test_a_move_that_is_in_no_table_is_caught():
    table = TABLES["proposal"]
    narrow = replace(
        table,
        moves={
            "new": table.moves["new"],
            "open": {name: to for name, to in table.moves["open"].items() if to != "declined"},
            "declined": {"MatchDeclined": "declined"},
        },
    )
    with pytest.raises(AssertionError, match="MatchDeclined happened to what is open"):
        walk_all(narrow)


def test_what_goes_on_after_the_end_is_caught():
    table = TABLES["workshop place"]
    short = replace(table, over=frozenset({"has a place"}))
    with pytest.raises(AssertionError, match="after the end"):
        walk_all(short)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_over_leads_nowhere(name):
    """A complaint: what was cancelled came back to life (U5)."""
    table = TABLES[name]
    reached = {stage for row in table.moves.values() for stage in row.values()}
    assert table.over <= reached
    assert not table.over & set(table.moves)
