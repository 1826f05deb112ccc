"""How far an import is, how fast, and when it will be done."""

import time
from collections.abc import Callable
from pathlib import Path

EVERY = 2.0
BLOCK = 1 << 20


def lines_in(file: Path) -> int:
    """How many lines a file has; a quick look, good enough for a guess."""
    with file.open("rb") as raw:
        return sum(block.count(b"\n") for block in iter(lambda: raw.read(BLOCK), b""))


class Progress:
    """Says `done of all, so many rows/s, so long to go`, every two seconds and at the end."""

    def __init__(
        self, say: Callable[[str], None], lines: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.say, self.lines, self.clock = say, lines, clock
        self.began = self.said = clock()

    def __call__(self, line: int) -> None:
        now = self.clock()
        if now - self.said < EVERY and line < self.lines:
            return
        self.said = now
        speed = line / max(now - self.began, 1e-9)
        left = clock_time(max(self.lines - line, 0) / speed)
        self.say(f"{line:,} of {self.lines:,} lines, {speed:,.0f} rows/s, {left} to go")


def clock_time(seconds: float) -> str:
    """`4:05`, minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
