"""A pool of very many: nothing is searched for, and yet everything is found that a search finds."""

from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest

from services.matching import commands
from services.matching.decider import pool
from services.matching.decider.pool.turning import groundless
from shared.asked import Asked
from shared.testing import SOMEBODY

from .asking import DIRECT, REQUEST, SECOND, amended, house_of, mentee, mentor, of, request
from .test_request_moves import ACTORS, OFTEN, RARE, SELDOM, STARTS, answered, drawn
from .vocabulary import ANN, BEN, CAT, HERE, NOW, OTHER

SEEDS, STEPS, KIND = 25, 60, "relative"
# Every ground that there can be.
STRICT = {"exclude": [KIND]}


def walked(mode, seed):
    """Every two neighbouring states of a life at random."""
    chance = Random(seed)  # noqa: S311  a walk, no secret
    rules, state = STARTS[mode]
    at = NOW
    for _ in range(STEPS):
        at += timedelta(hours=chance.choice([0, 0, 1, 24, 24 * 6, 24 * 15]))
        makers = SELDOM if chance.random() < RARE * 3 else OFTEN
        command, by = chance.choice(makers)(drawn(chance, state)), chance.choice(ACTORS)
        for event in answered(command, by, state, rules, at):
            before, state = state, pool.evolve(state, event)
            yield before, state, at, rules


def under(rules, at):
    """A question of no consequence, asked under these rules."""
    strict = amended(rules, "matching", **STRICT)
    asked = Asked(at, SOMEBODY.by, strict, strict)
    return commands.SweepPool(**HERE, cycle="2026").by(asked)


@pytest.mark.parametrize("mode", STARTS)
def test_what_a_search_of_all_requests_would_find_is_found_without(mode):
    for seed in range(SEEDS):
        for _, state, at, rules in walked(mode, seed):
            awaited, open_ = defaultdict(set), state.requests.values()
            for one in open_:
                awaited[one.mentee_id].add(one.id)
                awaited[one.mentor_id].add(one.id)
            assert dict(state.awaited) == awaited
            over = state.past.values()
            used_up = {one.mentee_id for one in over if one.phase == "exhausted"}
            assert used_up == set(state.exhausted)
            lost = {one.id for one in open_ if list(groundless(under(rules, at), state, one))}
            assert lost <= state.shaken <= set(state.requests)


@pytest.mark.parametrize("mode", STARTS)
def test_whoever_an_event_changes_is_among_whom_it_touched(mode):
    for seed in range(SEEDS):
        for before, after, *_ in walked(mode, seed):
            for side in ("mentors", "mentees"):
                was, now = getattr(before, side), getattr(after, side)
                changed = {id_ for id_ in now if now[id_] is not was.get(id_)}
                assert changed <= set(after.touched)


def test_rules_that_begin_to_exclude_a_relation_reach_what_is_open():
    lenient = amended(DIRECT, "matching", exclude=[])
    house = house_of(lenient).ask(request(), by=mentee())
    house.ask(request(SECOND, OTHER, BEN), by=mentee(OTHER))
    tie = {"mentor_id": ANN, "mentee_id": CAT}
    house.ask(commands.DeclareConflict(**HERE, **tie, kind=KIND))
    house.rules = amended(lenient, "matching", exclude=[KIND])
    # Whatever is decided next, be it about somebody else.
    house.ask(of(commands.AcknowledgeRequest, SECOND), by=mentor(BEN))
    withdrawn = [one.data for one in house.log if type(one.data).__name__ == "RequestWithdrawn"]
    assert [(one.request_id, one.cause) for one in withdrawn] == [(REQUEST, "conflict")]
