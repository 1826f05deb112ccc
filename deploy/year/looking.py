"""Looking: a service is asked at a moment of the year, and its answer has to show certain things.

`shows` is a pattern. A mapping holds when everything it names is so, whatever else is there; a
list, when there are as many and each is so, in that order; anything else, when it is the same. Of a
list one may also say `{any: …}`, `{all: …}`, `{none: …}` or `{size: n}`; of a text, `{holds: …}`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.calling import Caller
from shared.messages import Json
from shared.refusals import Invalid, Refused

WORDS = {"any", "all", "none", "size", "holds"}
NOTHING_SAID = object()


@dataclass(frozen=True)
class Look:
    """One question of a scenario. `again`: asked twice, the answer is the same."""

    service: str
    question: str
    given: Json
    at: datetime
    title: str
    programme: str
    shows: Any = NOTHING_SAID
    refused: str | None = None
    again: bool = False

    @property
    def may_fail(self) -> bool:
        """Whether anything at all is held against the answer."""
        return self.again or self.refused is not None or self.shows is not NOTHING_SAID


@dataclass(frozen=True)
class Seen:
    """What came of a look: everything that speaks against it."""

    look: Look
    against: Sequence[str] = field(default_factory=tuple)


def seen(look: Look, caller: Caller) -> Seen:
    """Ask, and hold the answer against what it must show."""
    if not look.may_fail:
        return Seen(look, ("it says nothing that an answer must show",))
    answer = answered(look, caller)
    found = list(spoken_against(look, answer))
    if look.again and answered(look, caller) != answer:
        found.append("asked again, the answer was another")
    return Seen(look, tuple(found))


def answered(look: Look, caller: Caller) -> Any:
    """The answer, or the service's no."""
    try:
        return caller.call(look.service, look.question, **look.given)
    except (Refused, Invalid) as no:
        return no.code if isinstance(no, Refused) and look.refused else no


def spoken_against(look: Look, answer: Any) -> Iterator[str]:
    if look.refused is not None:
        if answer != look.refused:
            yield f"it was to be refused with {look.refused}: {short(answer)}"
    elif isinstance(answer, Exception):
        yield f"it was refused: {answer}"
    elif look.shows is not NOTHING_SAID:
        yield from unlike(answer, look.shows)


def unlike(shown: Any, wanted: Any, place: str = "it") -> Iterator[str]:
    """Where what is shown is not what is wanted."""
    match wanted:
        case Mapping() if wanted and set(wanted) <= WORDS:
            yield from unlike_words(shown, wanted, place)
        case Mapping():
            yield from unlike_fields(shown, wanted, place)
        case list() if isinstance(shown, list) and len(shown) == len(wanted):
            for number, (one, other) in enumerate(zip(shown, wanted, strict=True), 1):
                yield from unlike(one, other, f"{place}, number {number}")
        case list():
            yield f"{place} has {size(shown)} and not {len(wanted)}: {short(shown)}"
        case _ if type(shown) is not type(wanted) or shown != wanted:
            yield f"{place} shows {short(shown)} and not {short(wanted)}"


def unlike_fields(shown: Any, wanted: Mapping[str, Any], place: str) -> Iterator[str]:
    if not isinstance(shown, Mapping):
        yield f"{place} shows {short(shown)}"
        return
    for name, inner in wanted.items():
        if name in shown:
            yield from unlike(shown[name], inner, f"{place}, {name}")
        else:
            yield f"{place} has no {name}: {short(shown)}"


def unlike_words(shown: Any, wanted: Mapping[str, Any], place: str) -> Iterator[str]:
    if not isinstance(shown, str if "holds" in wanted else list):
        yield f"{place} shows {short(shown)}"
        return
    for word, pattern in wanted.items():
        if not holds(word, pattern, shown):
            yield f"{place} does not show {word} {short(pattern)}: {short(shown)}"


def holds(word: str, pattern: Any, shown: Any) -> bool:
    if word == "holds":
        return str(pattern) in shown
    if word == "size":
        return bool(len(shown) == pattern)
    alike = [not any(unlike(one, pattern)) for one in shown]
    return {"any": any(alike), "all": all(alike), "none": not any(alike)}[word]


def size(shown: Any) -> str:
    return str(len(shown)) if isinstance(shown, list) else "no list"


def short(value: Any, most: int = 160) -> str:
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"
