"""Live progress: one line that moves where somebody looks at a terminal, else a line a month."""

import sys
from dataclasses import dataclass
from typing import TextIO

from deploy.year.scenario import Batch

WIDTH, BAR = 78, 24


@dataclass
class Progress:
    """Writes to stderr by default, so that stdout holds the story alone."""

    out: TextIO = sys.stderr
    month: str = ""

    def __call__(self, batch: Batch, done: int, of: int) -> None:
        if self.out.isatty():
            self.out.write(f"\r{line(batch, done, of):<{WIDTH}}")
            self.out.flush()
        elif f"{batch.at:%B %Y}" != self.month:
            self.month = f"{batch.at:%B %Y}"
            print(f"{done:>4}/{of}  {self.month}", file=self.out, flush=True)

    def over(self) -> None:
        """Leave the line empty for whoever writes next."""
        if self.out.isatty():
            self.out.write(f"\r{'':<{WIDTH}}\r")
            self.out.flush()


def line(batch: Batch, done: int, of: int) -> str:
    """`[#####.....]  12 Jan 2026  what happens`, no wider than a terminal."""
    filled = BAR * done // of
    bar = "#" * filled + "." * (BAR - filled)
    return f"[{bar}] {batch.at:%d %b %Y}  {batch.title}"[:WIDTH]
