"""How everything in this service decides: pure, one aggregate a file."""

from .cohort import cohort
from .instrument import instrument
from .pairing import pairing
from .register import register
from .response import response
from .voice import voice
from .workshop import workshop

deciders = (instrument, response, pairing, voice, workshop, register, cohort)

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
