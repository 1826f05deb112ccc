"""Loading for a decision, reading a stream, reading the log."""

from uuid import uuid4

import pytest

from shared.store import Append, Head, Loaded, reading


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 3)


def test_nothing_is_loaded_from_an_empty_store(store):
    assert store.load("order-1", uuid4(), "guide-1") == Loaded([], None, -1)
    assert store.head() == -1
    assert list(store.log()) == list(store.read("order-1")) == []


def test_a_load_brings_the_stream_the_earlier_answer_and_the_guide(store, new):
    key = uuid4()
    store.append(Append("guide-1", [new(), new()]))
    store.append(Append("order-2", [new("Asked"), new("Answered")], key=key))
    store.append(Append("order-1", [new("Placed")]))
    loaded = store.load("order-1", key, "guide-1")
    assert [event.type for event in loaded.events] == ["Placed"]
    assert [(e.stream, e.type) for e in loaded.answered] == [
        ("order-2", "Asked"),
        ("order-2", "Answered"),
    ]
    assert loaded.guide == 1


def test_a_load_is_one_round_trip(store, monkeypatch):
    asked = []
    monkeypatch.setattr(store, "_fetch", lambda *query: asked.append(query) or [])
    store.load("order-1", uuid4(), "guide-1")
    assert len(asked) == 1


def test_of_a_long_stream_the_first_page_is_loaded(store, new):
    store.append(Append("order-1", [new() for _ in range(5)]))
    first, last = store.load("order-1"), store.load("order-1", after=2)
    assert [event.version for event in first.events] == [0, 1, 2]
    assert [event.version for event in last.events] == [3, 4]
    assert (first.more, last.more) == (True, False)


def test_what_is_loaded_is_what_was_recorded(store, new):
    event = new(occurred_us=1_700_000_000_000_000)
    store.append(Append("order-1", [event]))
    [stored] = store.load("order-1").events
    assert (stored.id, stored.type, stored.schema) == (event.id, event.type, event.schema)
    assert (stored.data, stored.meta) == (event.data, event.meta)
    assert (stored.occurred_us, stored.position) == (event.occurred_us, None)
    assert (stored.stream, stored.category, stored.version) == ("order-1", "order", 0)


def test_a_stream_is_read_in_pages_and_shows_positions_once_they_are_given(store, new):
    store.append(Append("order-1", [new() for _ in range(7)]))
    store.sequence()
    store.append(Append("order-1", [new()]))
    assert [(e.version, e.position) for e in store.read("order-1", after=4)] == [
        (5, 5),
        (6, 6),
        (7, None),
    ]


def test_recorded_time_never_runs_backwards_inside_a_stream(store, superuser, new):
    store.append(Append("order-1", [new()]))
    superuser.execute("UPDATE es.stream SET last_us = last_us + 3600000000")
    store.append(Append("order-1", [new()]))
    first, second = store.load("order-1").events
    assert second.recorded_us > first.recorded_us + 3_599_000_000


@pytest.fixture
def busy(store, new):
    """Ten events of two categories and two types, all with positions."""
    for turn in range(5):
        store.append(Append(f"order-{turn}", [new("Placed")]))
        store.append(Append("bill-1", [new("Paid" if turn % 2 else "Placed")]))
    store.sequence()
    return store


def test_the_log_is_read_in_order_across_pages(busy):
    assert [event.position for event in busy.log()] == list(range(10))
    assert busy.head() == 9


def test_the_log_is_read_from_a_position_and_up_to_a_limit(busy):
    assert [event.position for event in busy.log(after=1, limit=5)] == [2, 3, 4, 5, 6]
    assert [event.position for event in busy.log(after=9)] == []
    assert [event.position for event in busy.log(limit=0)] == []


def test_the_log_is_read_by_category_and_by_type(busy):
    assert [event.position for event in busy.log(categories=["bill"])] == [1, 3, 5, 7, 9]
    assert [event.position for event in busy.log(types=["Paid"])] == [3, 7]
    both = busy.log(categories=["bill"], types=["Placed"], after=1)
    assert [event.position for event in both] == [5, 9]
    assert list(busy.log(categories=["none"])) == list(busy.log(types=[])) == []


def test_a_reader_that_pauses_holds_no_connection(busy, pool):
    readers = [busy.log() for _ in range(20)]
    assert {next(reader).position for reader in readers} == {0}
    with pool.connection():
        assert {next(reader).position for reader in readers} == {1}


def test_every_stream_says_where_it_ends(busy):
    heads = list(busy.heads())
    assert len(heads) == 6
    last = list(busy.read("bill-1"))[-1]
    assert Head("bill-1", 4, last.leaf_hash) in heads
