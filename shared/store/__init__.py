"""The event store: streams that only grow, and the one order they all share."""

from .records import Append, Conflict, Head, Loaded, New, Recorded, Sealed, Stored, Unfit
from .store import Store

__all__ = [
    "Append",
    "Conflict",
    "Head",
    "Loaded",
    "New",
    "Recorded",
    "Sealed",
    "Store",
    "Stored",
    "Unfit",
]
