"""The table that `make bench` prints: what we do in a second, and what others do beside us."""

import os
import platform
from dataclasses import dataclass, field
from statistics import median

HEADS = ("measure", "ours", "beside", "ratio", "aim", "met")


@dataclass(frozen=True)
class Line:
    """One comparison; where nobody is beside us, a number of milliseconds."""

    measure: str
    ours: str
    beside: str = ""
    ratio: str = ""
    aim: str = ""
    met: str = ""


@dataclass
class Board:
    """Collects lines; nothing here can fail, because a time is no reason for a test to fail."""

    lines: list[Line] = field(default_factory=list)

    def beside(self, measure, ours, name, theirs, aim=None):
        """Rates of interleaved rounds: medians, and the median of the rounds' own ratios.

        Neighbours in time share what else the machine was doing.
        """
        mine, other = median(ours), median(theirs)
        ratio = median(one / two for one, two in zip(ours, theirs, strict=True))
        self.lines.append(
            Line(
                measure,
                f"{mine:,.0f}/s",
                f"{name} {other:,.0f}/s",
                f"{ratio:.2f}",
                f"≥ {aim:g}" if aim else "",
                yes(ratio >= aim) if aim else "",
            )
        )

    def noted(self, measure, kept, most):
        """Memory, in MiB."""
        self.lines.append(Line(measure, f"{kept:.0f} MiB", f"{most:.0f} MiB"))

    def grows(self, measure, milliseconds, name, theirs, aim=None):
        """A latency where there is much, beside the same where there is little."""
        ratio = milliseconds / theirs
        self.lines.append(
            Line(
                measure,
                f"{milliseconds:.3g} ms",
                f"{name} {theirs:.3g} ms",
                f"{ratio:.2f}",
                f"≤ {aim:g}" if aim else "",
                yes(ratio <= aim) if aim else "",
            )
        )

    def below(self, measure, milliseconds, aim=None):
        """A latency, and the one it should stay under."""
        met = yes(milliseconds < aim) if aim else ""
        limit = f"< {aim:g} ms" if aim else ""
        self.lines.append(Line(measure, f"{milliseconds:.1f} ms", aim=limit, met=met))

    def __str__(self):
        rows = [HEADS, *([getattr(line, name) for name in HEADS] for line in self.lines)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
        table = [" | ".join(map(str.ljust, row, widths)) for row in rows]
        return "\n".join([table[0], "-|-".join("-" * width for width in widths), *table[1:]])


def yes(met):
    return "yes" if met else "no"


def machine(server):
    """Where this was measured, and whether the disk was waited for."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, load {load}, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}, PostgreSQL {server['server_version']},"
        f" fsync {server['fsync']}, synchronous_commit {server['synchronous_commit']}"
    )
