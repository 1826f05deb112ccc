"""Who may ask for what: a table beside the rules, looked up before any decision."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.asked import Actor
from shared.deciding import Decider, Rule, obey
from shared.messages import Command, Consequence, Event


@dataclass(frozen=True)
class Ground:
    """One reason for which somebody may ask. `says` completes "This is asked by …"."""

    says: str
    holds: Callable[[Command, Any], bool]


@dataclass(frozen=True)
class Rights:
    """The grounds of every command that people send; without an entry nobody may ask."""

    grounds: Mapping[type[Command], tuple[Ground, ...]]

    def others(self, command: Command, state: Any) -> str | None:
        """Who may ask this, where the one who asks may not; None where they may.

        What only follows from events is the house's own, and is never looked up.
        """
        grounds = self.grounds.get(type(command), ())
        if isinstance(command, Consequence) or any(one.holds(command, state) for one in grounds):
            return None
        return " or ".join(one.says for one in grounds) or "nobody"


def holding(says: str, roles: Iterable[str]) -> Ground:
    """The ground of whoever asks in one of these roles."""
    known = frozenset(roles)
    return Ground(says, lambda command, _: command.asked.by.role in known)


def being(says: str, *fields: str) -> Ground:
    """The ground of whoever is named by one of these fields.

    What the record knows counts before what the request says, so that nobody gets in by naming
    themselves in somebody else's place.
    """

    def holds(command: Command, state: Any) -> bool:
        return is_one_of(command.asked.by, (known(name, command, state) for name in fields))

    return Ground(says, holds)


def known(name: str, command: Command, state: Any) -> Any:
    """The field as the state has it, or the file it keeps, or else the command; None if none."""
    for place in (state, getattr(state, "file", None), command):
        if (value := getattr(place, name, None)) is not None:
            return value
    return None


def is_one_of(actor: Actor, ids: Iterable[Any]) -> bool:
    """Whether the asker's own id is among these, whatever the role."""
    return actor.id in {str(one) for one in ids if one is not None}


def guarded(decider: Decider[Any], rules: Iterable[Rule[Any, Any]]) -> Decider[Any]:
    """The same decider, but these rules about who may ask are obeyed before it decides."""
    asking = tuple(rules)

    def decide(command: Command, state: Any) -> list[Event]:
        obey(asking, command, state)
        return decider.decide(command, state)

    return replace(decider, decide=decide)
