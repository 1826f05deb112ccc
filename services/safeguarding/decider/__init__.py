"""Everything that is decided in safeguarding, one stream at a time."""

from shared.rights import guarded

from ..policies.asking import asking_rules
from .adult import adult
from .case import case
from .hold import hold, hold_request
from .pairing import pairing
from .queue import queue
from .review import review
from .roster import roster

every = (case, roster, queue, pairing, adult, review, hold_request, hold)

# First of all, whoever asks must be one who may.
deciders = tuple(guarded(one, asking_rules) for one in every)

__all__ = [
    "adult",
    "case",
    "deciders",
    "hold",
    "hold_request",
    "pairing",
    "queue",
    "review",
    "roster",
]
