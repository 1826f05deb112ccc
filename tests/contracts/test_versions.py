"""Whatever is recorded or refused says by which version and by which rules; versions overlap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.asked import Actor, Asked
from shared.in_flight import without_waiting
from shared.recording import Recorder, Thread
from shared.refusals import Refused
from shared.rulebook import PolicyAdopted, book_from
from tests.contracts.examples import example_of
from tests.contracts.generated import CIRCUMSTANCES, RULES
from tests.contracts.rooms import ROOMS
from tests.contracts.test_deciders import DECIDERS, FEW, commands, stored

EVENTS = [
    pytest.param(kind, id=f"{name}-{kind.__name__}")
    for name, room in ROOMS.items()
    for kind in room.records.values()
    if not kind.personal
]
SAID = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", EVENTS)
def test_every_event_carries_the_policy_version_and_the_rules_that_let_it_happen(kind):
    thread = Thread("c-1", programme="sample", policy_version=7)
    event = replace(example_of(kind), allowed_by=("first_rule", "second_rule"))
    asked = Asked(SAID, Actor("operator", "1"))
    (row,) = Recorder("any", {}, None).rows([event], "any-1", asked, thread)
    meta = orjson.loads(row.meta)

    assert (meta["policyversion"], meta["rules"]) == (7, ["first_rule", "second_rule"])


def outcome(decider, command, state):
    try:
        return decider.decide(command, state), None
    except Refused as refused:
        return [], refused


@pytest.mark.parametrize("decider", [name for name, _ in DECIDERS])
@FEW
@given(data=st.data())
def test_every_refusal_names_its_rule_and_never_another_version(decider, data):
    one = dict(DECIDERS)[decider]
    state = one.initial
    for ask, asked in data.draw(
        st.lists(st.tuples(commands(decider), CIRCUMSTANCES), min_size=5, max_size=15)
    ):
        events, refused = outcome(one, ask.by(asked), state)
        assert refused is None or refused.rule, refused.code
        assert refused is None or refused.policy_version in (None, RULES.version)
        for event in events:
            state = one.evolve(state, stored(event, erased=False))


# ---- versions beside each other -----------------------------------------------------------------


def book(*documents):
    days = (datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13))
    return book_from(
        PolicyAdopted(
            programme="sample",
            policy_version=number,
            effective_from=day,
            document=document,
            sha256="0",
        )
        for (number, document), day in zip(enumerate(documents, start=1), days, strict=False)
    )


def test_the_version_in_force_at_the_business_time_of_the_act_decides():
    versions = book({}, {}, {})
    last = timedelta(microseconds=1)

    assert [
        versions.at(datetime(2026, month, 1, tzinfo=UTC) - before).version
        for month, before in [(1, last), (1, 0 * last), (2, last), (2, 0 * last), (9, last)]
    ] == [1, 1, 1, 2, 3]


def mixed(old, new):
    versions = book(old, new)
    return versions.in_flight(versions.version(1), versions.version(2))


def test_what_is_marked_does_not_wait_and_everything_else_does():
    kept = mixed(
        {"term": {"max": 12, "min": 1}, "mode": "one"},
        {"term": {"max": 6, "min": 2}, "mode": "two", "policy": {"immediately": ["term.max"]}},
    )

    assert (kept.version, kept.document) == (1, {"term": {"max": 6, "min": 1}, "mode": "one"})


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ({}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": {"b": 1, "c": 2}}, {"a": {}}, {"a": {"c": 2}}),
        ({"a": {"b": 1}}, {}, {"a": {"b": 1}}),
        ({"a": 5}, {"a": {"b": 2}}, {"a": {"b": 2}}),
    ],
)
def test_what_only_one_version_has_is_taken_over_or_given_up(old, new, kept):
    assert mixed(old, {**new, "policy": {"immediately": ["a.b"]}}).document == kept


def test_a_mark_in_the_version_something_began_under_marks_nothing():
    old = {"a": 1, "policy": {"immediately": ["a"]}}

    assert mixed(old, {"a": 2}).document == old


def test_the_same_two_versions_are_mixed_once():
    versions = book({"a": 1}, {"a": 2, "policy": {"immediately": ["a"]}})
    first, second = versions.version(1), versions.version(2)

    assert versions.in_flight(first, second) is versions.in_flight(first, second)
    assert without_waiting(second, second) is second
