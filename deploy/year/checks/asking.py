"""What a check is: a sentence, what looks for anything against it, and who has to keep it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from deploy.year.evidence import Evidence, Year
from deploy.year.policy import Policy

Found = Iterable[str]
C = TypeVar("C", bound=Callable[..., Found])
WHERE = "only_where"


@dataclass(frozen=True)
class Result:
    """`against` is empty where it held; `skipped` says why nobody looked."""

    says: str
    against: tuple[str, ...] = ()
    skipped: str | None = None


def only_where(asks: Callable[[Policy], Any], otherwise: str) -> Callable[[C], C]:
    """A check for those programmes alone whose document asks for it; `otherwise` says why not."""

    def marked(check: C) -> C:
        setattr(check, WHERE, (asks, otherwise))
        return check

    return marked


def sentence(check: Callable[..., Found]) -> str:
    return check.__name__.replace("_", " ")


def result(check: Callable[[Year], Found], year: Year) -> Result:
    """What a check of one programme found, or why it is none of this programme's."""
    asks, otherwise = getattr(check, WHERE, (lambda _: True, ""))
    if not asks(year.policy):
        return Result(sentence(check), skipped=f"not asked by this programme: {otherwise}")
    return Result(sentence(check), tuple(check(year)))


def result_of_all(check: Callable[[Evidence], Found], whole: Evidence) -> Result:
    """What a check of the whole installation found."""
    return Result(sentence(check), tuple(check(whole)))
