"""Checking a log against itself: every hash, every version, every position.

It finds edits, deletions and reorderings inside the log. It cannot find a log that was rewritten as
a whole, or two neighbours of different streams that changed places together with their hashes: for
that a signed tree head has to be kept somewhere else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from .store import Head, Store, Stored

FORMAT = "mentoring-event/v1"
UNLINKED = bytes(32)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was recorded.

    `kind` is one of position, version, hash, head, tail, stray; `position` is None for events that
    have none.
    """

    kind: str
    position: int | None
    stream: str
    version: int
    why: str


@dataclass(frozen=True)
class Verdict:
    """What was checked, up to which position, and everything found wrong."""

    events: int
    streams: int
    head: int
    problems: tuple[Problem, ...]


class Link(NamedTuple):
    """Where a stream has got to: the version and leaf hash the next event must follow."""

    version: int
    leaf_hash: bytes


@dataclass
class Walk:
    """A walk along the log that remembers one link a stream.

    `heads` are the ends the streams claim to have; what is met at such a version must be that leaf.
    """

    heads: Mapping[str, Head] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    position: int = -1
    events: int = 0

    def problems(self, events: Iterable[Stored]) -> Iterator[Problem]:
        """Yield what is wrong with each event of the log, in order, as soon as it is known."""
        for event in events:
            yield from self._misplaced(event)
            yield from self.unlinked(event)
            self.events += 1

    def unlinked(self, event: Stored) -> Iterator[Problem]:
        """Yield what is wrong with one event as the next of its stream."""
        version, previous = self.links.get(event.stream, Link(-1, UNLINKED))
        self.links[event.stream] = Link(event.version, event.leaf_hash)
        if event.version != version + 1:
            yield _problem("version", event, f"it follows version {version}")
        elif leaf(header(event, previous)) != event.leaf_hash:
            yield _problem("hash", event, "it is not what was hashed")
        head = self.heads.get(event.stream)
        if head and head.version == event.version and head.leaf_hash != event.leaf_hash:
            yield _problem("head", event, "the stream says it ends in another event")

    def _misplaced(self, event: Stored) -> Iterator[Problem]:
        expected = self.position + 1
        self.position = expected if event.position is None else event.position
        if self.position != expected:
            yield _problem("position", event, f"position {expected} should come here")


def header(event: Stored, previous: bytes) -> bytes:
    """Build the text that is hashed: one field a line, the leaf of the event before as the last."""
    occurred = "-" if event.occurred_us is None else str(event.occurred_us)
    lines = (
        FORMAT,
        event.stream,
        str(event.version),
        str(event.id),
        event.type,
        str(event.schema),
        str(event.recorded_us),
        occurred,
        sha256(event.data.encode()).hexdigest(),
        sha256(event.meta.encode()).hexdigest(),
        previous.hex(),
    )
    return ("\n".join(lines) + "\n").encode()


def leaf(header: bytes) -> bytes:
    """Hash a header as RFC 6962 hashes a leaf."""
    return sha256(b"\x00" + header).digest()


def problems(events: Iterable[Stored]) -> Iterator[Problem]:
    """Check a whole log, given from its first event on."""
    return Walk().problems(events)


def verify(store: Store) -> Verdict:
    """Check a store: the log, the ends of its streams, and the events that are in no order.

    Events appended meanwhile are no problem. Needs only the right to read.
    """
    heads = {head.stream: head for head in store.heads()}
    walk = Walk(heads)
    found = list(walk.problems(store.log()))
    found += _strays(store)
    found += _unfinished(store, walk)
    return Verdict(walk.events, len(walk.links), walk.position, tuple(found))


def _unfinished(store: Store, walk: Walk) -> Iterator[Problem]:
    """Follow the streams that claim more events than the log has shown so far."""
    for head in walk.heads.values():
        version = walk.links.get(head.stream, Link(-1, UNLINKED)).version
        if version >= head.version:
            continue
        for event in store.read(head.stream, version):
            yield from walk.unlinked(event)
            version = event.version
        if version < head.version:
            why = f"the stream says it ends with version {head.version}"
            yield Problem("tail", None, head.stream, version, why)


def _strays(store: Store) -> Iterator[Problem]:
    for position, stream, version in store.strays():
        why = "it has no place in the log" if position is None else "the log has it differently"
        yield Problem("stray", position, stream, version, why)


def _problem(kind: str, event: Stored, why: str) -> Problem:
    return Problem(kind, event.position, event.stream, event.version, why)
