"""What matching shows. No names, no free text, and never which choice a mentor was."""

from .listing import listed_mentors
from .pairs import proposals, waiting_pool
from .relationships import relationships
from .requests import asked_mentors, requests
from .seeking import seekers

__all__ = [
    "asked_mentors",
    "listed_mentors",
    "proposals",
    "relationships",
    "requests",
    "seekers",
    "waiting_pool",
]
