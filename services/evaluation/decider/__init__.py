"""How everything in this service decides: pure, one aggregate a file."""

from shared.rights import guarded

from ..policies.asking import asking_rules
from .cohort import cohort
from .instrument import instrument
from .pairing import pairing
from .register import register
from .response import response
from .voice import voice
from .workshop import workshop

every = (instrument, response, pairing, voice, workshop, register, cohort)

# First of all, whoever asks must be one who may.
deciders = tuple(guarded(one, asking_rules) for one in every)

__all__ = [
    "cohort",
    "deciders",
    "instrument",
    "pairing",
    "register",
    "response",
    "voice",
    "workshop",
]
