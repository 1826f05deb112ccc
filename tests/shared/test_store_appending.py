"""What an append promises: contiguous versions, all or nothing, and one answer to one key."""

from concurrent.futures import ThreadPoolExecutor
from traceback import format_exception
from uuid import uuid4

import pytest

from shared.store import Append, Conflict, Recorded, Sealed, Unfit


def versions(store, stream):
    return [event.version for event in store.read(stream)]


def test_the_first_event_of_a_stream_has_version_nought(store, new):
    assert store.append(Append("order-1", [new()], expected=-1)) == [
        Recorded("order-1", 0, 0, duplicate=False)
    ]


def test_a_batch_takes_contiguous_versions(store, new):
    store.append(Append("order-1", [new()]))
    [recorded] = store.append(Append("order-1", [new(), new(), new()], expected=0))
    assert (recorded.first, recorded.last) == (1, 3)
    assert versions(store, "order-1") == [0, 1, 2, 3]


@pytest.mark.parametrize("expected", [-1, 0, 7])
def test_a_stream_refuses_a_wrong_expected_version_and_says_the_actual_one(store, new, expected):
    store.append(Append("order-1", [new(), new()]))
    with pytest.raises(Conflict) as conflict:
        store.append(Append("order-1", [new()], expected=expected))
    assert conflict.value.stream == "order-1"
    assert (conflict.value.expected, conflict.value.actual) == (expected, 1)
    assert versions(store, "order-1") == [0, 1]


def test_a_stream_that_does_not_exist_is_at_minus_one(store, new):
    with pytest.raises(Conflict) as conflict:
        store.append(Append("order-1", [new()], expected=0))
    assert conflict.value.actual == -1
    assert store.load("order-1").events == []


def test_a_sealed_stream_takes_no_more(store, superuser, new):
    store.append(Append("order-1", [new()]))
    superuser.execute("UPDATE es.stream SET sealed = true")
    with pytest.raises(Sealed) as sealed:
        store.append(Append("order-1", [new()]))
    assert sealed.value.stream == "order-1"


def test_of_many_writers_at_one_version_exactly_one_wins(store, new):
    def race(_):
        try:
            return store.append(Append("order-1", [new()], expected=-1))
        except Conflict as conflict:
            return conflict.actual

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(race, range(6)))
    assert answers.count(0) == 5
    assert versions(store, "order-1") == [0]


def test_no_events_is_a_mistake_of_the_caller(store):
    with pytest.raises(Unfit, match="no events"):
        store.append(Append("order-1", []))


@pytest.mark.parametrize("name", ["order", "Order-1", "order-a\nb", "-1", "order-" + "x" * 201])
def test_a_name_that_could_blur_the_hashed_header_is_refused(store, new, name):
    with pytest.raises(Unfit):
        store.append(Append(name, [new()]))


def test_a_type_that_could_blur_the_hashed_header_is_refused(store, new):
    with pytest.raises(Unfit):
        store.append(Append("order-1", [new("Placed\n1")]))


@pytest.mark.parametrize("broken", [{"kind": "A B"}, {"data": '{"name":"Jo Lee"'}])
def test_an_event_that_is_refused_is_not_shown(store, new, broken):
    event = new(**({"data": '{"name":"Jo Lee"}'} | broken))
    with pytest.raises(Unfit) as refusal:
        store.append(Append("order-1", [event]))
    assert "Jo" not in "".join(format_exception(refusal.value))


def test_an_event_is_recorded_once_whatever_the_key(store, new):
    event = new()
    store.append(Append("order-1", [event]))
    with pytest.raises(Unfit, match="unique"):
        store.append(Append("order-2", [event]))


def test_texts_are_kept_to_the_byte(store, new):
    text = '{"b": 1,  "a":"ä€𝄞\\u0000","a":2}'
    store.append(Append("order-1", [new(data=text, occurred_us=-5)]))
    [event] = store.load("order-1").events
    assert (event.data, event.occurred_us) == (text, -5)


# ---- several streams ------------------------------------------------------------------------


def test_several_streams_are_answered_in_the_order_asked(store, new):
    answers = store.append(
        Append("order-2", [new(), new()]), Append("bill-1", [new()]), Append("order-1", [new()])
    )
    assert [(a.stream, a.first, a.last) for a in answers] == [
        ("order-2", 0, 1),
        ("bill-1", 0, 0),
        ("order-1", 0, 0),
    ]


def test_one_conflict_and_no_stream_is_written(store, new):
    store.append(Append("order-2", [new()]))
    with pytest.raises(Conflict) as conflict:
        store.append(Append("order-1", [new()]), Append("order-2", [new()], expected=5))
    assert (conflict.value.stream, conflict.value.expected) == ("order-2", 5)
    assert store.load("order-1", guide="order-2").guide == 0
    assert versions(store, "order-1") == []


def test_writers_of_the_same_streams_in_any_order_do_not_block_each_other(store, new):
    def write(turn):
        pair = [Append("order-1", [new()]), Append("order-2", [new()])]
        return store.append(*(pair if turn % 2 else reversed(pair)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))
    assert versions(store, "order-1") == versions(store, "order-2") == list(range(40))


def test_an_append_joins_the_transaction_of_its_caller(store, new):
    def change_of_mind():
        with store.transaction() as cursor:
            store.append(Append("order-1", [new()]), cursor=cursor)
            raise EOFError

    with pytest.raises(EOFError):
        change_of_mind()
    assert versions(store, "order-1") == []
    with store.transaction() as cursor:
        store.append(Append("order-1", [new()]), cursor=cursor)
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)
    assert versions(store, "order-1") == [0]


def test_a_transaction_leaves_its_connection_as_it_was_lent(store_as, store, new):
    service = store_as("service")
    with service.transaction() as cursor:
        service.append(Append("order-1", [new()]), cursor=cursor)
    service.append(Append("order-1", [new()]))
    assert versions(store, "order-1") == [0, 1]


# ---- keys -----------------------------------------------------------------------------------


def test_a_repeated_key_is_answered_as_the_first_time(store, new):
    key = uuid4()
    store.append(Append("order-1", [new(), new()], expected=-1, key=key))
    store.append(Append("order-1", [new()], expected=1))
    again = store.append(Append("order-1", [new(), new()], expected=-1, key=key))
    assert again == [Recorded("order-1", 0, 1, duplicate=True)]
    assert versions(store, "order-1") == [0, 1, 2]


def test_a_key_used_on_another_stream_records_nothing(store, new):
    key = uuid4()
    store.append(Append("order-1", [new()], key=key))
    assert store.append(Append("order-2", [new()], key=key)) == [
        Recorded("order-1", 0, 0, duplicate=True)
    ]
    assert versions(store, "order-2") == []
    assert store.append(Append("order-2", [new()], expected=-1))[0].first == 0


def test_a_call_over_several_streams_is_recorded_once_under_its_key(store, new):
    key = uuid4()

    def call(*streams):
        return store.append(*(Append(stream, [new()], key=key) for stream in streams))

    call("order-2", "order-1")
    for retry in (
        call("order-2", "order-1"),
        call("order-1", "order-2", "order-3"),
        call("bill-1"),
    ):
        assert [(answer.stream, answer.duplicate) for answer in retry] == [
            ("order-1", True),
            ("order-2", True),
        ]
    assert store.sequence()[1] == 2
    assert {event.stream for event in store.load("bill-1", key=key).answered} == {
        "order-1",
        "order-2",
    }


def test_one_call_cannot_have_two_keys(store, new):
    with pytest.raises(Unfit, match="one key"):
        store.append(Append("a-1", [new()], key=uuid4()), Append("a-2", [new()], key=uuid4()))


def test_of_racing_calls_with_one_key_on_different_streams_one_is_recorded(store, new):
    key = uuid4()

    def call(place):
        return store.append(Append(f"order-{place}", [new()], expected=-1, key=key))

    with ThreadPoolExecutor(6) as pool:
        answers = [answer for [answer] in pool.map(call, range(6))]
    assert len({answer.stream for answer in answers}) == 1
    assert [answer.duplicate for answer in answers].count(False) == 1
    assert store.sequence()[1] == 1


def test_a_call_waits_for_the_one_that_holds_its_key_and_runs_if_that_fails(store, new):
    key = uuid4()
    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as cursor:
            store.append(Append("order-1", [new()], key=key), cursor=cursor)
            waiting = pool.submit(store.append, Append("order-2", [new()], key=key))
            cursor.connection.rollback()
        assert waiting.result() == [Recorded("order-2", 0, 0, duplicate=False)]
    assert versions(store, "order-1") == []
