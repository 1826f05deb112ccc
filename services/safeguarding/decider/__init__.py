"""Everything that is decided in safeguarding, one stream at a time."""

from .adult import adult
from .case import case
from .hold import hold, hold_request
from .pairing import pairing
from .review import review
from .roster import roster

deciders = (case, roster, pairing, adult, review, hold_request, hold)

__all__ = ["adult", "case", "deciders", "hold", "hold_request", "pairing", "review", "roster"]
