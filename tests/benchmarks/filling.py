"""Logs of some length, for those who read them."""

from uuid import uuid4

from shared.connecting import Pool
from shared.store import Append, Store

from . import facts
from .writers import their_recorder

BATCH = 100


def fill_ours(dsn, count):
    """As many facts, each with its place in the log."""
    store, recorder = Store(Pool(dsn)), facts.recorder()
    for _ in range(0, count, BATCH):
        stream = f"meeting-{uuid4()}"
        store.append(Append(stream, facts.rows(recorder, stream, BATCH), expected=-1))
    while store.sequence()[1]:
        pass
    return store


def fill_theirs(dsn, count):
    recorder, mapper = their_recorder(dsn), facts.mapper()
    for _ in range(0, count, BATCH):
        recorder.insert_events(facts.their_rows(mapper, uuid4(), 1, BATCH))
    return recorder
