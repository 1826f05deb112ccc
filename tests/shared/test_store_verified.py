"""Real logs, altered behind the store's back: the verifier says what was done, and where."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.store import Append, Stored
from shared.verifying import header, leaf, verify

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
micros = st.integers(-(2**62), 2**62)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    event=st.builds(
        Stored,
        position=st.none(),
        stream=st.from_regex(r"[a-z][a-z0-9_]{0,9}-[A-Za-z0-9._:-]{1,20}", fullmatch=True),
        category=st.just("order"),
        version=st.integers(0, 2**60),
        id=st.uuids(),
        type=st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True),
        schema=st.integers(0, 2**31 - 1),
        recorded_us=micros,
        occurred_us=st.none() | micros,
        data=texts,
        meta=texts,
        leaf_hash=st.just(b""),
    ),
    previous=st.binary(min_size=32, max_size=32),
)
def test_python_and_sql_agree_on_every_leaf(superuser, event, previous):
    superuser.execute(
        "SELECT es.leaf(%s, %s, %s::uuid, %s, %s, %s, %s, %s, %s, %s)",
        (
            event.stream,
            event.version,
            str(event.id),
            event.type,
            event.schema,
            event.recorded_us,
            event.occurred_us,
            event.data,
            event.meta,
            previous,
        ),
    )
    assert bytes(superuser.fetchone()[0]) == leaf(header(event, previous))


# ---- tampering -------------------------------------------------------------------------------


@pytest.fixture
def log(store, new):
    for turn in range(6):
        store.append(Append(f"order-{turn % 2}", [new("Placed"), new("Sent")]))
    store.sequence()
    return store


@pytest.fixture
def tamper(superuser):
    """Do what only a superuser with the triggers off can."""

    def execute(*statements):
        superuser.execute("SET session_replication_role = replica")
        for statement in statements:
            superuser.execute(statement)

    return execute


def kinds(store):
    return [(problem.kind, problem.position) for problem in verify(store).problems]


AT = "(append_id, ord) = (SELECT append_id, ord FROM es.log WHERE position = {})"


def test_an_untouched_log_is_sound(log):
    verdict = verify(log)
    assert (verdict.events, verdict.streams, verdict.head) == (12, 2, 11)
    assert verdict.problems == ()


def test_events_still_without_a_position_are_no_problem_and_are_checked(log, new, tamper):
    log.append(Append("order-1", [new()]), Append("order-9", [new()]))
    assert kinds(log) == []
    tamper("UPDATE es.event SET data = '{}' WHERE append_id IN (SELECT append_id FROM es.pending)")
    assert kinds(log) == [("hash", None), ("hash", None)]


@pytest.mark.parametrize(
    "edit", ["data = '{}'", "meta = '{}'", "recorded_us = recorded_us - 1", "occurred_us = 0"]
)
def test_an_edited_event_is_found_at_its_position(log, tamper, edit):
    tamper(f"UPDATE es.event SET {edit} WHERE {AT.format(5)}")
    assert kinds(log) == [("hash", 5)]


def test_a_rehashed_event_is_found_by_the_one_after_it(log, tamper):
    tamper(
        f"UPDATE es.event SET leaf_hash = sha256('x') WHERE {AT.format(5)}",
        "UPDATE es.log SET leaf_hash = sha256('x') WHERE position = 5",
    )
    assert kinds(log) == [("hash", 5), ("hash", 8)]


def test_a_rehashed_last_event_is_found_by_the_head_of_its_stream(log, tamper):
    [last] = log.log(after=10)
    [before] = [e for e in log.read(last.stream) if e.version == last.version - 1]
    forged = leaf(header(replace(last, data="{}"), before.leaf_hash)).hex()
    tamper(
        f"UPDATE es.event SET data = '{{}}', leaf_hash = '\\x{forged}' WHERE {AT.format(11)}",
        f"UPDATE es.log SET leaf_hash = '\\x{forged}' WHERE position = 11",
    )
    assert kinds(log) == [("head", 11)]


def test_an_event_deleted_from_the_middle_is_found(log, tamper):
    tamper(f"DELETE FROM es.event WHERE {AT.format(5)}")
    assert kinds(log)[0] == ("position", 6)
    assert ("version", 8) in kinds(log)


def test_a_place_taken_from_the_middle_is_found(log, tamper):
    tamper("DELETE FROM es.log WHERE position = 5")
    assert kinds(log)[0] == ("position", 6)
    assert ("stray", None) in kinds(log)


def test_a_log_cut_short_is_found(log, tamper):
    tamper("DELETE FROM es.log WHERE position >= 10")
    assert ("stray", None) in kinds(log)
    tamper("DELETE FROM es.event WHERE append_id > (SELECT max(append_id) FROM es.log)")
    assert kinds(log) == [("tail", None)]


def test_places_exchanged_are_found(log, tamper):
    tamper(
        "UPDATE es.log SET position = 99 WHERE position = 4",
        "UPDATE es.log SET position = 4 WHERE position = 5",
        "UPDATE es.log SET position = 5 WHERE position = 99",
    )
    assert kinds(log)[:2] == [("version", 4), ("version", 5)]


def test_an_event_filed_under_another_type_is_found(log, tamper):
    tamper("UPDATE es.log SET type = 'Other' WHERE position = 3")
    assert kinds(log) == [("stray", 3)]


def test_the_auditor_may_verify(log, store_as):
    assert verify(store_as("auditor")) == verify(log)
