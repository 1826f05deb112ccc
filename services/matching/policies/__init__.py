"""What matching goes by: the programme's rules, named one by one, and what follows from what."""

from .following import own
from .hearing import from_administration, from_profiles, from_sessions
from .pools import pool_of
from .timing import timers

__all__ = ["from_administration", "from_profiles", "from_sessions", "own", "pool_of", "timers"]
