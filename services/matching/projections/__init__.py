"""What matching shows. No names, no free text, and never which choice a mentor was."""

from .pairs import proposals, waiting_pool
from .relationships import relationships
from .requests import asked_mentors, requests

__all__ = ["asked_mentors", "proposals", "relationships", "requests", "waiting_pool"]
