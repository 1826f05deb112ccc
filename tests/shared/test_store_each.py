"""Many calls in one statement: what is written and what is refused is as if each came alone."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.store import Append, Conflict, New, Sealed, Unfit
from shared.store.appending import append
from shared.verifying import verify

calls = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.none() | st.integers(-1, 3),
        st.integers(1, 3),
        st.none() | st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


def written(store, stream):
    """What stands in a stream, whatever its name and the time."""
    return [
        (row.version, row.type, row.data, row.meta, row.occurred_us) for row in store.read(stream)
    ]


def alone(store, appends):
    """Make the calls one after another, all or none; the first no is the answer."""
    with store.transaction() as cursor:
        for one in appends:
            [recorded] = append(cursor, [one])
            if recorded.duplicate:
                raise Conflict(one.stream, one.expected, -1)


def answer(make, appends):
    try:
        make(appends)
    except (Conflict, Sealed) as no:
        return type(no)
    return None


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(calls=calls)
def test_each_is_written_and_refused_as_if_alone(store, calls):
    run = uuid4()
    keys = [uuid4() for _ in range(20)]

    def appends(kind):
        return [
            Append(
                f"{kind}-{run}-{name}",
                [
                    New(uuid4(), "Happened", 1, None, f'{{"n":{place},"i":{i}}}', "{}")
                    for i in range(count)
                ],
                expected=expected,
                key=None if key is None else keys[key + 10 * (kind == "each")],
            )
            for place, (name, expected, count, key) in enumerate(calls)
        ]

    together = answer(store.append_each, appends("each"))
    assert together == answer(lambda some: alone(store, some), appends("alone"))
    for name in "abc":
        assert written(store, f"each-{run}-{name}") == written(store, f"alone-{run}-{name}")


def test_the_log_of_many_is_in_their_order_and_its_chain_holds(store, new):
    events = [new(), new(), new(), new()]
    store.append_each(
        [
            Append("order-2", events[:1], expected=-1),
            Append("order-1", events[1:3], expected=-1),
            Append("order-2", events[3:], expected=0),
        ]
    )
    store.sequence(10)
    assert [row.id for row in store.log()] == [event.id for event in events]
    assert [row.position for row in store.log()] == [0, 1, 2, 3]
    assert verify(store).problems == ()


def test_what_a_key_recorded_is_known_afterwards(store, new):
    key = uuid4()
    store.append_each(
        [Append("order-1", [new()]), Append("order-2", [one := new(), two := new()], key=key)]
    )
    assert [row.id for row in store.load("order-2", key).answered] == [one.id, two.id]


def test_a_sealed_stream_takes_no_more_and_no_other_is_written(store, superuser, new):
    store.append(Append("order-1", [new()]))
    superuser.execute("UPDATE es.stream SET sealed = true")
    with pytest.raises(Sealed) as sealed:
        store.append_each([Append("order-2", [new()]), Append("order-1", [new()])])
    assert sealed.value.stream == "order-1"
    assert list(store.read("order-2")) == []


def test_a_call_without_events_is_a_mistake_of_the_caller(store, new):
    with pytest.raises(Unfit, match="without events"):
        store.append_each([Append("order-1", [new()]), Append("order-2", [])])


def test_those_who_write_the_same_streams_in_any_order_do_not_wait_for_each_other(store, new):
    names = [f"order-{n}" for n in range(20)]

    def write(turn):
        some = names if turn % 2 else names[::-1]
        store.append_each([Append(name, [new()], key=uuid4()) for name in some])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(18)))
    assert {len(list(store.read(name))) for name in names} == {18}
