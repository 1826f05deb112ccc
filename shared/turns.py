"""How turns of commands end, and how that goes over the bus."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.answering import Answer
from shared.messages import Json
from shared.refusals import Invalid, Refused

Said = Answer | Refused | Invalid


class Apart(Exception):
    """Together it cannot be done, and nothing was: ask one by one."""


@dataclass(frozen=True)
class Ended:
    """How a command of a turn ended."""

    command: str
    answer: Said

    @property
    def outcome(self) -> str:
        match self.answer:
            case Refused():
                return "refused"
            case Invalid():
                return "invalid"
            case Answer(again=True):
                return "again"
            case Answer(recorded=recorded):
                return "recorded" if recorded else "nothing"


def told_of(turn: Sequence[Ended]) -> Json:
    """A turn's end as it goes over the bus."""
    no = turn[-1].answer if turn and not isinstance(turn[-1].answer, Answer) else None
    return told([one.answer.dump() for one in turn if isinstance(one.answer, Answer)], no)


def told(answers: list[Json], no: Exception | None = None) -> Json:
    """Answers, and what ended the turn: the shape in which any answer of a service travels."""
    error = no and {"exc_type": type(no).__name__, "exc_args": list(no.args) if is_no(no) else []}
    return {"result": answers, "error": error}


def is_no(fault: Exception) -> bool:
    """Whether it may be told: another exception may say what a person wrote."""
    return isinstance(fault, Refused | Invalid)
