"""The five rooms as the pages see them: loaded by name, in the order a reader meets them."""

from collections.abc import Iterator
from inspect import getdoc

from shared.assembling import room_of
from shared.messages import Command, Consequence, Event, Message
from shared.room import EVERYBODYS, Room
from shared.rulebook import AdoptPolicy

SERVICES = ("profiles", "matching", "sessions", "safeguarding", "evaluation")


def rooms() -> list[Room]:
    """Every service's room."""
    return [room_of(name) for name in SERVICES]


def own_events(room: Room) -> list[type[Event]]:
    """What a room records of its own, by name; what every room records is told once elsewhere."""
    return [kind for _, kind in sorted(room.records.items()) if kind not in EVERYBODYS]


def said(room: Room) -> list[type[Event]]:
    """What a room publishes, by name."""
    return [kind for kind in own_events(room) if kind.published]


def commands(room: Room, *, by_clients: bool) -> Iterator[tuple[type[Command], str]]:
    """Commands with the stream each is about, by name."""
    for _, (kind, decider) in sorted(room.deciders_by_command.items()):
        if kind is not AdoptPolicy and issubclass(kind, Consequence) != by_clients:
            yield kind, decider.stream


def first_words(kind: type[Message]) -> str:
    """The first paragraph of a declaration's docstring, on one line."""
    return " ".join((getdoc(kind) or "").partition("\n\n")[0].split())
