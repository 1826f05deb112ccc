"""How matching decides. Pure: no clock, no disk, no bus."""

from shared.rights import guarded

from ..policies.asking import asking_rules
from .institution import institution
from .pool import pool
from .proposal import proposal
from .reader import reader
from .relationship import relationship
from .suggesting import suggesting

every = (pool, proposal, relationship, institution, reader, suggesting)

# First of all, whoever asks must be one who may.
deciders = tuple(guarded(one, asking_rules) for one in every)

__all__ = [
    "deciders",
    "institution",
    "pool",
    "proposal",
    "reader",
    "relationship",
    "suggesting",
]
