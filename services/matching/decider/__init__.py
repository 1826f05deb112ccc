"""How matching decides. Pure: no clock, no disk, no bus."""

from .institution import institution
from .pool import pool
from .proposal import proposal
from .relationship import relationship

__all__ = ["institution", "pool", "proposal", "relationship"]
