"""A chunk of lines on its way in: what each stands for is asked in turns, many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from shared.calling import understood
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from .kinds import Given


class Asking(Protocol):
    """A caller that can have many questions under way."""

    def ask(self, service: str, method: str, *args: Any, **kwargs: Any) -> str: ...

    def answer_or_error(self, id_: str) -> Any: ...


@dataclass
class Line:
    """A line of the file on its way in."""

    number: int
    cells: dict[str, str]
    commands: list[Given] = field(default_factory=list)
    problem: tuple[str, str] | None = None


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


class Sending:
    """A chunk under way. The commands of a line go in order, as long as none is refused.

    Commands that follow each other in one service are one turn of it, and go in whole or not at
    all: a line that is put aside leaves nobody behind, and nothing of them.
    """

    def __init__(self, chunk: Sequence[Line], what: Import, caller: Asking) -> None:
        self.chunk, self.what, self.caller = chunk, what, caller
        self.turns = [(line, turns_of(line)) for line in chunk if not line.problem]
        self.asked = self.ask(0)

    def finished(self) -> Sequence[Line]:
        """The chunk, when everything it asked is answered."""
        place = 0
        while self.asked:
            for id_, lines in self.asked:
                self.hear(self.caller.answer_or_error(id_), lines)
            place += 1
            self.asked = self.ask(place)
        return self.chunk

    def ask(self, place: int) -> list[tuple[str, list[Line]]]:
        """Send every line's turn of that number, one question a service."""
        going: dict[str, list[tuple[Line, list[Json]]]] = {}
        for line, turns in self.turns:
            if place < len(turns) and not line.problem:
                messages = [self.what.message(line, given) for given in turns[place]]
                going.setdefault(turns[place][0][0], []).append((line, messages))
        return [
            (
                self.caller.ask(service, "submit_many", [turn for _, turn in some], whole=True),
                [line for line, _ in some],
            )
            for service, some in going.items()
        ]

    def hear(self, answers: Any, lines: Sequence[Line]) -> None:
        """Put aside the lines that were told no."""
        if isinstance(answers, Exception):
            answers = [answers] * len(lines)
        for line, answer in zip(lines, answers, strict=True):
            if no := problem_of(answer):
                line.problem = reason(no)


def turns_of(line: Line) -> list[list[Given]]:
    """A line's commands in order, cut where the service changes."""
    return [list(some) for _, some in groupby(line.commands, key=lambda given: given[0])]


def problem_of(answer: Any) -> Exception | None:
    if isinstance(answer, Exception):
        return answer
    try:
        understood(answer)
    except Exception as no:  # noqa: BLE001 -- whatever it was, the line says it
        return no
    return None


def reason(answer: Exception) -> tuple[str, str]:
    match answer:
        case Refused():
            return answer.rule or "", f"{answer.code}: {answer.why}"
        case Invalid():
            name, reasons = next(iter(sorted(answer.problems.items())))
            return name, " ".join(reasons)
        case _:
            return "", f"not answered ({type(answer).__name__}); import the file again"
