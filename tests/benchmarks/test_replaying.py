"""A whole log read and every event made an object again, beside theirs of as many events."""

import time

from . import facts
from .filling import fill_ours, fill_theirs

ROUNDS, EVENTS, PAGE = 5, 20_000, 2000


def rate(read):
    began, count = time.perf_counter(), 0
    for _ in read():
        count += 1
    assert count == EVENTS
    return count / (time.perf_counter() - began)


def test_replay(board, ours, theirs):
    store, recorder = fill_ours(ours, EVENTS), facts.recorder()
    their_log, mapper = fill_theirs(theirs, EVENTS), facts.mapper()

    def their_events():
        after = 0
        while page := their_log.select_notifications(after, PAGE, inclusive_of_start=False):
            yield from map(mapper.to_domain_event, page)
            after = page[-1].id

    readers = {
        "events": lambda: map(recorder.event, store.log()),
        "envelopes": lambda: map(recorder.open, store.log()),
        "theirs": their_events,
    }
    rates = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            rates[name].append(rate(read))
    board.beside("full replay, events", rates["events"], "eventsourcing", rates["theirs"], aim=1)
    board.beside(
        "full replay, whole envelopes", rates["envelopes"], "eventsourcing", rates["theirs"]
    )
