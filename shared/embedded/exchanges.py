"""Which queues a routing key leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


def matches(pattern: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether a topic pattern (`*` one word, `#` any number of words) covers these words."""
    if not pattern:
        return not words
    if pattern[0] == "#":
        return any(matches(pattern[1:], words[start:]) for start in range(len(words) + 1))
    fits = bool(words) and pattern[0] in {"*", words[0]}
    return fits and matches(pattern[1:], words[1:])


@dataclass
class Exchange:
    """A named place to publish to, of AMQP's kinds `direct`, `fanout` and `topic`."""

    kind: str
    bindings: set[tuple[str, str]] = field(default_factory=set)
    known: dict[str, list[str]] = field(default_factory=dict)

    def bind(self, queue: str, key: str) -> None:
        """Lead `key` to `queue`; a second time changes nothing."""
        self.bindings.add((queue, key))
        self.known.clear()

    def unbind(self, queue: str, key: str | None = None) -> None:
        """Take one binding of `queue` away, or all when no key is given."""
        self.bindings -= {b for b in self.bindings if b[0] == queue and key in {None, b[1]}}
        self.known.clear()

    def route(self, key: str) -> list[str]:
        """Return the names of the queues that `key` leads to, each once."""
        if key not in self.known:
            self.known[key] = sorted(set(self._find(key)))
        return self.known[key]

    def _find(self, key: str) -> Iterator[str]:
        words = key.split(".")
        for queue, pattern in self.bindings:
            if (
                self.kind == "fanout"
                or pattern == key
                or (self.kind == "topic" and matches(pattern.split("."), words))
            ):
                yield queue
