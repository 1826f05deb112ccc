"""One line and a few numbers for every message handled: what, how it ended, how long; never whose.

A line shows names from our own code and opaque ids. What was asked, what an exception says and
what a client wrote in the place of a name stay out of it.
"""

import time
from collections import Counter
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from shared import metrics
from shared.answering import Answer
from shared.inbox import NotYet
from shared.logs import opaque, places
from shared.messages import Json
from shared.refusals import Invalid, Refused
from shared.room import Room
from shared.store import Conflict
from shared.turns import Apart, Ended, told_of

FAULT, UNKNOWN = "fault", "unknown"
ENDS: dict[type[BaseException], str] = {
    Refused: "refused",
    Invalid: "invalid",
    Conflict: "conflict",
    NotYet: "not yet",
    Apart: "apart",
}

log = structlog.get_logger()


class Observed:
    """A message while it is handled; an exception inside the `with` says itself how it ended."""

    said = "handled"

    def __init__(self, room: Room, message: Json, thread: str | None) -> None:
        self.room, self.thread = room, opaque(thread)
        self.id = opaque(message.get("id"))
        self.outcome = FAULT
        self.words: Json = {}

    def __enter__(self) -> Self:
        self.bound = bind_contextvars(correlation_id=self.thread or self.id)
        self.began = time.perf_counter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        took = time.perf_counter() - self.began
        if kind is not None:
            self.outcome = ENDS.get(kind, FAULT)
        self.count(error, took)
        tell = log.error if self.outcome == FAULT else log.info
        words = {**self.words, **why(error), "id": self.id, "outcome": self.outcome}
        # What was recorded is recorded, also when nobody can write it down.
        with suppress(OSError, ValueError):
            tell(self.said, **words, took_ms=round(took * 1000, 2))
        reset_contextvars(**self.bound)

    def count(self, error: BaseException | None, took: float) -> None:
        """Move the numbers."""
        raise NotImplementedError


class CommandObserved(Observed):
    """A submission on its way to its answer."""

    said = "answered"

    def __init__(self, room: Room, message: Any) -> None:
        message = message if isinstance(message, dict) else {}
        super().__init__(room, message, message.get("correlation_id"))
        self.name = known(message.get("type"), room.deciders_by_command)
        self.words = {"command": self.name}

    def ended(self, answer: Answer) -> Answer:
        """This is the answer."""
        first = "recorded" if answer.recorded else "nothing"
        self.outcome = "again" if answer.again else first
        self.words |= {"stream": answer.stream, "version": answer.version}
        return answer

    def count(self, error: BaseException | None, took: float) -> None:
        metrics.COMMANDS.labels(self.room.name, self.name, self.outcome).inc()
        metrics.COMMAND_SECONDS.labels(self.room.name).observe(took)
        if isinstance(error, Refused):
            metrics.REFUSALS.labels(self.room.name, error.code).inc()


class TurnsObserved(Observed):
    """Many submissions answered together: one line for all of them, and each is counted."""

    said = "answered together"

    def __init__(self, room: Room) -> None:
        super().__init__(room, {}, None)
        self.counted: Counter[tuple[str, str]] = Counter()
        self.refused: Counter[str] = Counter()

    def ended(self, turns: list[list[Ended]]) -> list[Json]:
        """These are the answers."""
        self.counted = Counter((one.command, one.outcome) for turn in turns for one in turn)
        answers = [one.answer for turn in turns for one in turn]
        self.refused = Counter(one.code for one in answers if isinstance(one, Refused))
        self.outcome = "recorded"
        self.words = {"turns": len(turns), "commands": self.counted.total()}
        return [told_of(turn) for turn in turns]

    def count(self, error: BaseException | None, took: float) -> None:
        if isinstance(error, Apart):
            self.words = {"cause": type(error.__cause__).__name__}
        for (command, outcome), times in self.counted.items():
            metrics.COMMANDS.labels(self.room.name, command, outcome).inc(times)
        for code, times in self.refused.items():
            metrics.REFUSALS.labels(self.room.name, code).inc(times)
        for _ in range(self.counted.total()):
            metrics.COMMAND_SECONDS.labels(self.room.name).observe(took)


class EventObserved(Observed):
    """A message from another service on its way to its effect."""

    said = "heard"

    def __init__(self, room: Room, exchange: str, message: Json) -> None:
        super().__init__(room, message, message.get("correlationid"))
        self.exchange = exchange
        name = known(message.get("type"), room.hears[exchange].events)
        self.words = {"heard": name, "exchange": exchange}

    def ended(self, *, first: bool) -> bool:
        """It had its effect now, or had had it before."""
        self.outcome = "done" if first else "again"
        return first

    def count(self, error: BaseException | None, took: float) -> None:  # noqa: ARG002
        metrics.HEARD.labels(self.room.name, self.exchange, self.outcome).inc()


class EventsObserved(Observed):
    """Messages from another service heard together: one line for all of them, each is counted."""

    said = "heard together"

    def __init__(self, room: Room, exchange: str) -> None:
        super().__init__(room, {}, None)
        self.exchange = exchange
        self.words = {"exchange": exchange}
        self.counted: Counter[str] = Counter()

    def ended(self, heard: list[bool]) -> None:
        """Each had its effect now, or had had it before."""
        self.counted = Counter("done" if first else "again" for first in heard)
        self.outcome = "done"
        self.words["events"] = len(heard)

    def count(self, error: BaseException | None, took: float) -> None:  # noqa: ARG002
        if isinstance(error, Apart):
            self.words["cause"] = type(error.__cause__).__name__
        for outcome, times in self.counted.items():
            metrics.HEARD.labels(self.room.name, self.exchange, outcome).inc(times)


def known(name: Any, names: Any) -> str:
    """A name of ours; whatever else somebody sent is not repeated."""
    return name if isinstance(name, str) and name in names else UNKNOWN


def why(error: BaseException | None) -> Json:
    """What a line may say of an exception: a rule's code, or the place; never its text."""
    if error is None or isinstance(error, Invalid):
        return {}
    if isinstance(error, Refused):
        return {"code": error.code, "rule": error.rule}
    if type(error) in ENDS:
        return {}
    return {"fault": type(error).__name__, "where": places(error)}
