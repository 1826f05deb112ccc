"""What safeguarding shows: who has what to do, how cases stand, which gifts there were."""

from .casework import cases, queue
from .gifts import gifts
from .reviews import reviews

shows = (queue, cases, gifts, reviews)

__all__ = ["shows"]
