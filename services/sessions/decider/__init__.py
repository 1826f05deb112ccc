"""How a plan, a mentor, a mentee and an institution decide. Pure: no clock, no disk, no bus."""

from .institution import institution
from .mentee import mentee
from .mentor import mentor
from .plan import plan

deciders = (plan, mentor, mentee, institution)

__all__ = ["deciders", "institution", "mentee", "mentor", "plan"]
