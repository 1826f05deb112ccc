"""Importing a file: bad rows are put aside with line, field and reason; the good ones go in."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from .kinds import KINDS, Given, Kind
from .naming import id_for

CHUNK = 25
REASONS = ("line", "field", "reason")


class Asking(Protocol):
    """A caller that can have many questions under way."""

    def ask(self, service: str, method: str, *args: Any) -> str: ...

    def answer_or_error(self, id_: str) -> Any: ...


@dataclass
class Line:
    """A line of the file on its way in."""

    number: int
    cells: dict[str, str]
    commands: list[Given] = field(default_factory=list)
    problem: tuple[str, str] | None = None


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


@dataclass(frozen=True)
class Import:
    """One import. Its commands' ids follow from what they say: repeating doubles nothing."""

    kind: str
    programme: str
    by: str
    at: datetime

    def message(self, line: Line, given: Given) -> Json:
        _, command, data = given
        name = (
            f"{self.programme}/{self.kind}/{line.cells.get('ref')}/{command}/{sorted(data.items())}"
        )
        return {
            "type": command,
            "data": data,
            "id": str(uuid5(NAMESPACE_URL, name)),
            "actor": self.by,
            "occurred_at": instant(self.at),
            "programme": self.programme,
        }


def run(
    file: Path, what: Import, caller: Asking | None, told: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Import a file; without a caller it is a dry run that only checks.

    `told` hears how many lines are done.
    """
    outcome, kind = Outcome(), KINDS[what.kind]
    known = institutions(caller) if caller and kind.needs_institution else None
    for chunk in chunks(lines(file, kind, what.programme)):
        if known is not None:
            put_aside_strangers(chunk, what.programme, known)
        if caller:
            send(chunk, what, caller)
        outcome.rejected += [line for line in chunk if line.problem]
        outcome.accepted += sum(line.problem is None for line in chunk)
        told(chunk[-1].number)
    return outcome


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
    found = caller.answer_or_error(caller.ask("profiles", "institutions"))
    if isinstance(found, Exception):
        raise found
    return frozenset(one["institution_id"] for one in found)


def put_aside_strangers(chunk: Sequence[Line], programme: str, known: frozenset[str]) -> None:
    """Lines that name an institution nobody has proposed: a slip of the pen would wait for ever."""
    for line in chunk:
        named = (line.cells.get("institution") or "").strip()
        if named and not line.problem and str(id_for(programme, "institution", named)) not in known:
            line.problem = ("institution", "No such institution is known; import it first.")


def chunks(all_lines: Iterator[Line]) -> Iterator[Sequence[Line]]:
    while chunk := list(islice(all_lines, CHUNK)):
        yield chunk


def send(chunk: Sequence[Line], what: Import, caller: Asking) -> None:
    """The first commands of all lines, then the second of those that got through, and so on."""
    for place in range(max((len(line.commands) for line in chunk), default=0)):
        going = [line for line in chunk if not line.problem and place < len(line.commands)]
        sent = [(line, submit(caller, what, line, line.commands[place])) for line in going]
        for line, id_ in sent:
            answer = caller.answer_or_error(id_)
            if isinstance(answer, Exception):
                line.problem = reason(answer)


def submit(caller: Asking, what: Import, line: Line, given: Given) -> str:
    return caller.ask(given[0], "submit", what.message(line, given))


def reason(answer: Exception) -> tuple[str, str]:
    match answer:
        case Refused():
            return answer.rule or "", f"{answer.code}: {answer.why}"
        case Invalid():
            name, reasons = next(iter(sorted(answer.problems.items())))
            return name, " ".join(reasons)
        case _:
            return "", f"not answered ({type(answer).__name__}); import the file again"
