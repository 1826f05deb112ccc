"""The five rooms side by side: only here do services meet in code."""

from importlib import import_module

NAMES = ("profiles", "matching", "sessions", "safeguarding", "evaluation")
ROOMS = {name: import_module(f"services.{name}.room").room for name in NAMES}


def said():
    """Every published event by exchange and name."""
    return {
        (kind.exchange or name, kind.__name__): kind
        for name, room in ROOMS.items()
        for kind in room.records.values()
        if kind.published
    }


def heard():
    """Every (listener, exchange, class) that is listened to."""
    return [
        (name, exchange, kind)
        for name, room in ROOMS.items()
        for exchange, reactions in room.hears.items()
        for kind in reactions.events.values()
    ]
