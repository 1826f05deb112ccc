"""How a plan, people, an institution and a source of levels decide. No clock, disk or bus here."""

from .institution import institution
from .mentee import mentee
from .mentor import mentor
from .plan import plan
from .readiness import readiness

deciders = (plan, mentor, mentee, institution, readiness)

__all__ = ["deciders", "institution", "mentee", "mentor", "plan", "readiness"]
