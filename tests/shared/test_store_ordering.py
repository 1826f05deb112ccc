"""The total order: dense, gapless, causal, and seen once by whoever follows it."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import psycopg2
import pytest

from shared.store import Append
from shared.verifying import verify


def positions(store):
    return [event.position for event in store.log()]


def test_committed_calls_wait_until_they_are_given_positions(store, new):
    store.append(Append("order-1", [new(), new()]))
    store.append(Append("order-2", [new()]))
    assert (store.pending(), positions(store)) == (2, [])
    first, count, last = store.sequence()
    assert (first, count) == (0, 3)
    assert last is not None
    assert (store.pending(), positions(store)) == (0, [0, 1, 2])
    assert store.sequence() == (3, 0, None)


def test_a_batch_takes_whole_calls_oldest_first(store, new):
    for stream in ("order-1", "order-2", "order-3"):
        store.append(Append(stream, [new(), new()]))
    assert store.sequence(batch=2)[1] == 4
    assert [event.stream for event in store.log()] == ["order-1"] * 2 + ["order-2"] * 2
    assert store.pending() == 1


def test_a_hint_delays_an_old_call_and_never_loses_it(store, new):
    store.append(Append("order-1", [new()]))
    _, _, last = store.sequence()
    store.append(Append("order-2", [new()]))
    assert store.sequence(hint=last + 100)[1] == 0
    assert store.sequence(hint=0)[1] == 1


def test_a_slow_transaction_is_neither_waited_for_nor_skipped(store, new):
    with store.transaction() as slow:
        store.append(Append("order-1", [new("Slow")]), cursor=slow)
        store.append(Append("order-2", [new("Quick")]))
        store.sequence()
        assert [event.type for event in store.log()] == ["Quick"]
    store.sequence()
    assert [event.type for event in store.log()] == ["Quick", "Slow"]


def test_what_was_rolled_back_leaves_no_gap(store, new):
    store.append(Append("order-1", [new()]))
    with store.transaction() as cursor:
        store.append(Append("order-1", [new()]), cursor=cursor)
        cursor.connection.rollback()
    store.append(Append("order-1", [new()]))
    store.sequence()
    assert [(event.position, event.version) for event in store.log()] == [(0, 0), (1, 1)]


def test_an_older_snapshot_may_not_give_positions(superuser):
    superuser.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    with pytest.raises(psycopg2.Error, match="READ COMMITTED"):
        superuser.execute("SELECT es.sequence()")
    superuser.execute("ROLLBACK")


WRITERS, CALLS, STREAMS = 4, 30, 5


def write(store, new, writer):
    """Append to shared streams; some in longer transactions, some of those rolled back."""
    chance = Random(writer)  # noqa: S311 - the same every time, on purpose
    written = []
    for turn in range(CALLS):
        stream = f"order-{chance.randrange(STREAMS)}"
        events = [new(f"W{writer}") for _ in range(chance.randint(1, 4))]
        style = chance.choice(["plain", "long", "rolled back"])
        if style == "plain":
            store.append(Append(stream, events))
        else:
            with store.transaction() as cursor:
                # Takes its transaction number long before the lock of the stream.
                cursor.execute(
                    "INSERT INTO es.inbox (handler, source, event_id)"
                    " VALUES (%s, %s, gen_random_uuid())",
                    (f"w{writer}", str(turn)),
                )
                store.append(Append(stream, events), cursor=cursor)
                if style == "rolled back":
                    cursor.connection.rollback()
        if style != "rolled back":
            written += [event.id for event in events]
    return written


def follow(store, writers, chance):
    """Read behind the writers in batches of uneven size, as a projection does."""
    seen = []
    while True:
        over = all(writer.done() for writer in writers)
        store.sequence(batch=chance.choice([1, 3, 1000]))
        after = seen[-1].position if seen else -1
        batch = list(store.log(after, limit=chance.randint(1, 9)))
        seen += batch
        if over and not batch and not store.pending():
            return seen


@pytest.mark.parametrize("seed", [1, 2])
def test_a_follower_sees_each_event_once_and_in_order(store, new, seed):
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writers = [pool.submit(write, store, new, writer) for writer in range(WRITERS)]
        # A second sequencer at the same time does no harm.
        chances = [Random(seed), Random(-seed - 1)]  # noqa: S311 - as above
        other = pool.submit(follow, store, writers, chances[1])
        seen = follow(store, writers, chances[0])
        written = {event for writer in writers for event in writer.result()}
        assert [e.position for e in other.result()] == [e.position for e in seen]
    assert [event.position for event in seen] == list(range(len(written)))
    assert {event.id for event in seen} == written
    for stream in {event.stream for event in seen}:
        versions = [event.version for event in seen if event.stream == stream]
        assert versions == list(range(len(versions)))
    assert verify(store).problems == ()
