"""Importing a file: bad rows are put aside with line, field and reason; the good ones go in."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from shared.refusals import Invalid

from .kinds import KINDS, Kind
from .naming import id_for
from .sending import Asking, Import, Line, Sending

CHUNK, UNDER_WAY = 50, 4
REASONS = ("line", "field", "reason")


@dataclass
class Outcome:
    """What became of a file."""

    accepted: int = 0
    rejected: list[Line] = field(default_factory=list)

    def write_rejected(self, file: Path) -> None:
        """The rows that did not go in, as they were, with line, field and reason."""
        columns = list(self.rejected[0].cells) if self.rejected else []
        with file.open("w", newline="") as out:
            writer = csv.DictWriter(out, [*REASONS, *columns])
            writer.writeheader()
            for line in self.rejected:
                name, why = line.problem or ("", "")
                writer.writerow({"line": line.number, "field": name, "reason": why, **line.cells})


def run(
    file: Path, what: Import, caller: Asking | None, told: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Import a file; without a caller it is a dry run that only checks.

    `told` hears how many lines are done.
    """
    outcome, kind = Outcome(), KINDS[what.kind]
    known = institutions(caller) if caller and kind.needs_institution else None
    if caller and kind.needs_roles:
        kind = kind.by_roles(roles(caller, what.programme))
    for chunk in asked(chunks(lines(file, kind, what.programme), what, known), what, caller):
        outcome.rejected += [line for line in chunk if line.problem]
        outcome.accepted += sum(line.problem is None for line in chunk)
        told(chunk[-1].number)
    return outcome


def chunks(
    every: Iterator[Line], what: Import, known: frozenset[str] | None
) -> Iterator[Sequence[Line]]:
    while chunk := list(islice(every, CHUNK)):
        if known is not None:
            put_aside_strangers(chunk, what.programme, known)
        yield chunk


def asked(
    every: Iterator[Sequence[Line]], what: Import, caller: Asking | None
) -> Iterator[Sequence[Line]]:
    """The chunks as they come back, a few under way at a time so that nobody waits for nobody."""
    if caller is None:
        yield from every
        return
    under_way: deque[Sending] = deque()
    for chunk in every:
        under_way.append(Sending(chunk, what, caller))
        if len(under_way) == UNDER_WAY:
            yield under_way.popleft().finished()
    while under_way:
        yield under_way.popleft().finished()


def lines(file: Path, kind: Kind, programme: str) -> Iterator[Line]:
    with file.open(newline="", encoding="utf-8-sig") as text:
        reader = csv.DictReader(text)
        for cells in reader:
            yield checked(Line(reader.line_num, dict(cells)), kind, programme)


def checked(line: Line, kind: Kind, programme: str) -> Line:
    if None in line.cells:
        line.cells = {name: text for name, text in line.cells.items() if name is not None}
        line.problem = ("", "More cells than columns: is a comma missing its quotes?")
        return line
    try:
        line.commands = list(kind.commands(kind.row.from_cells(line.cells), programme))
    except Invalid as invalid:
        name, reasons = next(iter(sorted(invalid.problems.items())))
        line.problem = (name, " ".join(reasons))
    return line


def institutions(caller: Asking) -> frozenset[str]:
    """The ids of those that are known."""
    return frozenset(one["institution_id"] for one in looked_up(caller, "institutions"))


def roles(caller: Asking, programme: str) -> tuple[str, ...]:
    """The roles that the newest version of a programme's policy asks institutions to fill."""
    mine = [one for one in looked_up(caller, "policies") if one["programme"] == programme]
    return tuple(mine[-1]["institution_roles"]) if mine else ()


def looked_up(caller: Asking, question: str) -> Any:
    found = caller.answer_or_error(caller.ask("profiles", question))
    if isinstance(found, Exception):
        raise found
    return found


def put_aside_strangers(chunk: Sequence[Line], programme: str, known: frozenset[str]) -> None:
    """Lines that name an institution nobody has proposed: a slip of the pen would wait for ever."""
    for line in chunk:
        named = (line.cells.get("institution") or "").strip()
        if named and not line.problem and str(id_for(programme, "institution", named)) not in known:
            line.problem = ("institution", "No such institution is known; import it first.")
