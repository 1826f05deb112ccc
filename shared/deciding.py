"""The decider: the one shape every aggregate has, and the rules it obeys."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from shared.messages import Command, Event
from shared.refusals import Refused

State = TypeVar("State")
Ask = TypeVar("Ask", bound=Command)
Rule = Callable[[Ask, State], str | None]


@dataclass(frozen=True)
class Decider(Generic[State]):
    """Two pure functions over one stream.

    `stream` is a template such as `order-{order_id}`, filled from the command's fields; what stands
    before the first hyphen is the category. `accepts` lists the commands it decides. A stream that
    `keeps_programme` is decided under the rules of the programme it began in, whichever one an
    asker names, or none: nobody chooses their rules. Others are of several programmes.
    """

    stream: str
    initial: State
    decide: Callable[[Any, State], list[Event]]
    evolve: Callable[[State, Any], State]
    accepts: tuple[type[Command], ...] = ()
    keeps_programme: bool = False

    @property
    def category(self) -> str:
        return self.stream.partition("-")[0]

    def stream_of(self, command: Command) -> str:
        """The stream this command is about."""
        return self.stream.format(**vars(command))

    def fold(self, events: Iterable[Event]) -> State:
        """What the events add up to."""
        return reduce(self.evolve, events, self.initial)


def obey(rules: Iterable[Rule[Any, Any]], command: Command, state: object) -> tuple[str, ...]:
    """Ask every rule in turn; the names of all when none forbids, else Refused by the first.

    A rule is a function `(command, state) -> reason or None`; its name is the stable rule id, and
    with hyphens the refusal's code.
    """
    names = []
    for rule in rules:
        if why := rule(command, state):
            raise refusal(rule.__name__, why, command)
        names.append(rule.__name__)
    return tuple(names)


def refusal(rule: str, why: str, command: Command) -> Refused:
    """The refusal a rule gives, naming itself and the policy version it was read from."""
    rules = command.asked.rules
    return Refused(rule.replace("_", "-"), why, rule, rules.version if rules else None)


def allow(events: Iterable[Event], rules: tuple[str, ...]) -> list[Event]:
    """The events with the rules that let them happen."""
    return [dataclasses.replace(event, allowed_by=rules) for event in events]
