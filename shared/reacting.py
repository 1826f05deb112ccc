"""When this is heard, then that is asked: reactions and timers as pure functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args, get_type_hints

from shared.envelope import Envelope
from shared.messages import Command, Event


@dataclass(frozen=True)
class Due:
    """Ask this when that time has come. A later Due with the same key replaces an unfired one."""

    key: str
    at: datetime
    ask: Command


@dataclass(frozen=True)
class Off:
    """Do not ask after all: the unfired timer with this key is cancelled."""

    key: str


class Reactions:
    """Functions `when_x_then_y(heard: Envelope[X]) -> list[Command]`, found by the X annotated.

    Where the same follows from several events, X is all of them: `Envelope[A | B]`. Also holds
    timer functions, which return `Due` and `Off` instead of commands.
    """

    def __init__(self, *functions: Callable[[Any], Iterable[Any]]) -> None:
        self.functions = functions
        self.by_type: dict[str, list[Callable[[Any], Iterable[Any]]]] = {}
        self.events: dict[str, type[Event]] = {}
        for function in functions:
            for event in heard_by(function):
                self.events[event.__name__] = event
                self.by_type.setdefault(event.__name__, []).append(function)

    @property
    def types(self) -> tuple[str, ...]:
        """The names of the events heard, in alphabetical order."""
        return tuple(sorted(self.by_type))

    def to(self, heard: Envelope[Any]) -> list[Any]:
        """Everything that follows from one event, in the order the functions are listed."""
        listeners = self.by_type.get(type(heard.data).__name__, ())
        return [one for function in listeners for one in function(heard)]


def heard_by(function: Callable[[Any], Any]) -> tuple[type[Event], ...]:
    """The events a reaction listens to, from the annotation of its first parameter."""
    hints = get_type_hints(function)
    hints.pop("return", None)
    (told,) = get_args(next(iter(hints.values())))
    return get_args(told) or (told,)
