"""A service's table of contents: what it decides, hears, reacts to and shows; no framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Any

from shared.deciding import Decider
from shared.messages import Command, Consequence, Event
from shared.projecting import Projection
from shared.reacting import Reactions
from shared.refusing import CommandRefused
from shared.rulebook import PolicyAdopted, rulebook

EVERYBODYS = (CommandRefused, PolicyAdopted)


@dataclass(frozen=True)
class Room:
    """`hears` is keyed by exchange; `reacts` follows the own log; `timers` returns Due and Off.

    `sources` names who speaks on an exchange, where that is not the service of the same name. What
    a `discreet` room says on its own exchange is for those bound to it, not for whoever asks.
    """

    name: str
    events: ModuleType
    deciders: tuple[Decider[Any], ...]
    hears: Mapping[str, Reactions] = field(default_factory=dict)
    reacts: Reactions = field(default_factory=Reactions)
    timers: Reactions = field(default_factory=Reactions)
    shows: tuple[Projection, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    discreet: bool = False

    @cached_property
    def records(self) -> dict[str, type[Event]]:
        """Every event this room records, by name."""
        own = {
            name: one
            for name, one in vars(self.events).items()
            if isinstance(one, type)
            and issubclass(one, Event)
            and one.__module__.startswith(self.events.__name__)
        }
        return {**own, **{one.__name__: one for one in EVERYBODYS}}

    @cached_property
    def tells(self) -> frozenset[str]:
        """The published events that anybody may ask for again, or count."""
        return frozenset(
            name
            for name, one in self.records.items()
            if one.published and (one.exchange or not self.discreet)
        )

    @cached_property
    def deciders_by_command(self) -> dict[str, tuple[type[Command], Decider[Any]]]:
        """Who decides what, by the command's name."""
        return {
            command.__name__: (command, decider)
            for decider in (*self.deciders, rulebook)
            for command in decider.accepts
        }

    @cached_property
    def personal(self) -> frozenset[str]:
        """The names of all fields that are somebody's personal data: no log line may show one."""
        return frozenset(name for kind in self.records.values() for name in kind.personal)

    @cached_property
    def asked_by_anybody(self) -> frozenset[str]:
        """The commands a client may send; the rest only follow from what happened."""
        return frozenset(
            name
            for name, (command, _) in self.deciders_by_command.items()
            if not issubclass(command, Consequence)
        )
