"""What people see: answers on standard output, progress and problems on standard error."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

NOT_EXTRA = ("problem", "advice")


class Screen:
    """Colours only where a terminal shows them; NO_COLOR is obeyed. Silent means: no progress."""

    def __init__(self, *, silent: bool = False) -> None:
        # Nobody measures a pipe: whatever reads it wants whole cells.
        wide = None if sys.stdout.isatty() else 240
        self.out = Console(highlight=False, width=wide)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)
        self.silent = silent

    def say(self, progress: str) -> None:
        """Tell how far it is."""
        if not self.silent:
            self.err.print(Text(progress, style="dim"))

    def line(self, text: str) -> None:
        """One line of the answer."""
        self.out.print(Text(text), soft_wrap=True)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Rows under headings; nothing that a person wrote is taken for markup."""
        shown = Table(*columns, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            shown.add_row(*(Text(cell(value)) for value in row))
        self.out.print(shown)

    def problem(self, problem: dict[str, Any]) -> None:
        """What is wrong, what belongs to it, and what to do."""
        self.err.print(Text(f"✗ {problem['problem']}", style="red"))
        for name, value in problem.items():
            if name not in NOT_EXTRA and value is not None:
                self.err.print(Text(f"    {name}: {value}"))
        if advice := problem.get("advice"):
            self.err.print(Text(f"    → {advice}"))


def cell(value: Any) -> str:
    """A value as a table shows it."""
    match value:
        case None:
            return "-"
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return str(value)
