"""Whether all that was said was heard: the speakers' logs against the listeners' inboxes."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from deploy.cli.logbooks import Logbook

SAID = """
SELECT e.event_id::text
  FROM es.log AS l
  JOIN es.event AS e USING (append_id, ord)
 WHERE l.type = %(type)s
   AND l.position <= (SELECT position FROM es.subscription WHERE name = 'relay')
"""
HEARD = """
SELECT event_id::text FROM es.inbox
 WHERE handler = %(handler)s AND source = %(source)s AND type = %(type)s
"""
GRACE = 1.0  # seconds that a message may be on its way


@dataclass(frozen=True)
class Line:
    """One listener's ear for one type of event: where it comes from and where it goes.

    `signed` is the source on the message: a shared exchange signs for whoever speaks there.
    """

    source: str
    signed: str
    listener: str
    handler: str
    type: str


@dataclass(frozen=True)
class Balance:
    """What one line should have carried and what it did."""

    line: Line
    unheard: frozenset[UUID]
    unsaid: frozenset[UUID]

    @property
    def holds(self) -> bool:
        return not self.unheard and not self.unsaid


def lines(books: Mapping[str, Logbook]) -> Iterator[Line]:
    """Every line between two of these logs."""
    for listener, book in books.items():
        for exchange, reactions in book.room.hears.items():
            source = book.room.sources.get(exchange, exchange)
            for kind in reactions.types if source in books else ():
                spoken = books[source].room.records.get(kind)
                if spoken and spoken.published and (spoken.exchange or source) == exchange:
                    yield Line(source, exchange, listener, f"hear_{exchange}", kind)


def balance(books: Mapping[str, Logbook], line: Line) -> Balance:
    """Compare both ends. What was said meanwhile is no difference: the listener is read last."""
    said = ids(books[line.source], SAID, type=line.type)
    source = {"handler": line.handler, "source": line.signed, "type": line.type}
    heard = ids(books[line.listener], HEARD, **source)
    later = ids(books[line.source], SAID, type=line.type) if heard - said else said
    return Balance(line, frozenset(said - heard), frozenset(heard - said - later))


def ids(book: Logbook, query: str, **wanted: Any) -> set[UUID]:
    return {UUID(row[0]) for row in book.rows(query, **wanted)}


def reconcile(
    books: Sequence[Logbook], say: Callable[[str], None], grace: float = GRACE
) -> tuple[int, list[Balance]]:
    """The number of lines, and those that do not balance even a moment later."""
    by_name = {book.service: book for book in books}
    every = list(lines(by_name))
    say(f"comparing what was said with what was heard on {len(every)} lines")
    open_ = [line for line in every if not balance(by_name, line).holds]
    if open_:
        time.sleep(grace)
    again = [balance(by_name, line) for line in open_]
    return len(every), [one for one in again if not one.holds]
