"""How matching decides. Pure: no clock, no disk, no bus."""

from .institution import institution
from .pool import pool
from .proposal import proposal
from .reader import reader
from .relationship import relationship
from .suggesting import suggesting

__all__ = ["institution", "pool", "proposal", "reader", "relationship", "suggesting"]
