"""States of long streams, kept between decisions: a decision costs the same however long they grow.

Nothing depends on it: what is kept is folded further by whatever the store says has come since,
and the append still holds only if the stream stands where the decision saw it.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

WORTHWHILE = 32
KEPT = 512


@dataclass(frozen=True)
class Memory:
    """A state, the version it stands for (-1: nothing yet), and what the stream began under."""

    version: int
    state: Any
    programme: str | None = None
    policy_version: int | None = None

    def begun_under(self, programme: str | None) -> int | None:
        """The policy version the stream began under, if it began in this programme."""
        return self.policy_version if programme == self.programme else None


class Memories:
    """The streams used last; short ones are not worth keeping."""

    def __init__(self, kept: int = KEPT, worthwhile: int = WORTHWHILE) -> None:
        self.size, self.worthwhile = kept, worthwhile
        self.kept: OrderedDict[str, Memory] = OrderedDict()

    def of(self, stream: str) -> Memory | None:
        """What is remembered of a stream, None if nothing."""
        memory = self.kept.get(stream)
        if memory is not None:
            self.kept.move_to_end(stream)
        return memory

    def keep(self, stream: str, memory: Memory) -> None:
        """Remember a committed state."""
        if memory.version < self.worthwhile:
            return
        known = self.kept.get(stream)
        if known is None or known.version <= memory.version:
            self.kept[stream] = memory
            self.kept.move_to_end(stream)
        while len(self.kept) > self.size:
            self.kept.popitem(last=False)

    def forget(self, stream: str) -> None:
        """After a conflict: look at the stream itself."""
        self.kept.pop(stream, None)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without looks for what refers to itself: nothing folded does, and all that was folded before
    would be gone through again and again. Half the time of a first fold went there.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
