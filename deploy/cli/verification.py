"""Checking whole logs: chains, positions, envelopes, and every ear against every mouth."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from deploy.cli.checking import Checker
from deploy.cli.logbooks import Logbook
from deploy.cli.reconciling import Balance, reconcile
from shared.store import Store, Stored
from shared.verifying import UNLINKED, Problem, header, leaf, verify

Say = Callable[[str], None]
EVERY = 5000
AT_MOST = 20  # ids named for one line that does not balance


class Watched(Store):
    """A store whose log is looked at, event by event, as it is read."""

    def __init__(self, book: Logbook, look: Callable[[Stored], None]) -> None:
        super().__init__(book.pool)
        self.look = look

    def log(self, *args: Any, **kwargs: Any) -> Iterator[Stored]:
        for event in super().log(*args, **kwargs):
            self.look(event)
            yield event


@dataclass
class Reader:
    """Checks envelopes while the chains are checked, so that the log is read once."""

    book: Logbook
    say: Say
    read: int = 0
    found: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.checker = Checker(self.book.room.records, self.book.store.is_rehearsal())

    def look(self, event: Stored) -> None:
        self.read += 1
        if self.read % EVERY == 0:
            self.say(f"{self.book.service}: {self.read} events")
        for why in self.checker.problems(event):
            self.found.append(problem(self.book, event, "envelope", why))


def verified(book: Logbook, say: Say) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One log: what was checked, and every problem."""
    reader = Reader(book, say)
    verdict = verify(Watched(book, reader.look))
    say(f"{book.service}: {verdict.events} events")
    broken = [named(book, one) for one in verdict.problems]
    counts = {"events": verdict.events, "streams": verdict.streams, "head": verdict.head}
    return {"service": book.service, **counts}, [*broken, *reader.found]


def named(book: Logbook, broken: Problem) -> dict[str, Any]:
    """A broken link with the hash that is stored and the one that its content has."""
    return {
        "problem": f"{book.service}: {broken.stream} version {broken.version}: {broken.why}",
        "service": book.service,
        **asdict(broken),
        **hashes(book, broken),
    }


def hashes(book: Logbook, broken: Problem) -> dict[str, str]:
    """Both hashes of the event named; none where there is no such event."""
    previous = UNLINKED
    for event in book.store.read(broken.stream):
        if event.version == broken.version:
            computed = leaf(header(event, previous)).hex()
            return {"stored_hash": event.leaf_hash.hex(), "computed_hash": computed}
        previous = event.leaf_hash
    return {}


def problem(book: Logbook, event: Stored, kind: str, why: str) -> dict[str, Any]:
    """A problem of one event."""
    return {
        "problem": f"{book.service}: {event.stream} version {event.version}: {why}",
        "service": book.service,
        "kind": kind,
        "stream": event.stream,
        "version": event.version,
        "position": event.position,
        "event": str(event.id),
        "why": why,
    }


def unbalanced(one: Balance) -> Iterator[dict[str, Any]]:
    """What a line should have carried and did not, and what it carried that nobody said."""
    line = one.line
    for kind, ids in (("unheard", one.unheard), ("unsaid", one.unsaid)):
        if ids:
            what = "were said and not heard" if kind == "unheard" else "were heard and never said"
            yield {
                "problem": f"{line.source} → {line.listener}: {len(ids)} {line.type} {what}",
                "advice": "deploy/ops status, then deploy/ops dlq list",
                "kind": kind,
                **asdict(line),
                "events": sorted(map(str, ids))[:AT_MOST],
            }


def verify_all(books: Sequence[Logbook], say: Say) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Every log on its own, then each against the others."""
    checked = [verified(book, say) for book in books]
    count, open_ = reconcile(books, say)
    problems = [problem for _, found in checked for problem in found]
    problems += [problem for one in open_ for problem in unbalanced(one)]
    return {"logs": [counts for counts, _ in checked], "lines": count}, problems
