"""How many facts a second are made to last, beside `eventsourcing` and beside a bare INSERT."""

from contextlib import ExitStack

import pytest

from shared.connecting import Pool
from shared.store import Store

from .racing import race
from .writers import Ours, Raw, Theirs

ROUNDS, SECONDS = 5, 1.0


@pytest.fixture
def databases(ours, theirs, raw):
    """All on one server."""
    return {"ours": ours, "theirs": theirs, "raw": raw}


@pytest.mark.parametrize(
    ("lanes", "batch", "aim"),
    [(1, 1, 1.7), (4, 1, 4), (1, 100, 1.3), (4, 100, 1.3)],
)
def test_append(board, databases, lanes, batch, aim):
    tail = Store(Pool(databases["ours"]))

    def sequence():
        """Ours are counted when they have their place in the log, as theirs have at the commit."""
        return tail.sequence()[1]

    with ExitStack() as stack:
        racers = {
            "raw": (stack.enter_context(race(lanes, Raw, databases["raw"], batch)), None),
            "ours": (stack.enter_context(race(lanes, Ours, databases["ours"], batch)), sequence),
            "theirs": (stack.enter_context(race(lanes, Theirs, databases["theirs"], batch)), None),
        }
        rates = {name: [] for name in racers}
        for _ in range(ROUNDS):
            for name, (one, meanwhile) in racers.items():
                rates[name].append(one.run(SECONDS, meanwhile) * batch)
    what = f"append, {lanes} writer{'s' * (lanes > 1)}, {batch} event{'s' * (batch > 1)} a call"
    board.beside(what, rates["ours"], "eventsourcing", rates["theirs"], aim)
    board.beside(what, rates["ours"], "raw INSERT", rates["raw"])
