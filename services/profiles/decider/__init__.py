"""How profiles decides: one decider an aggregate, pure and on its own stream."""

from .certificate import certificate
from .document import acknowledgement
from .institution import institution
from .membership import membership
from .mentee import mentee
from .mentor import mentor
from .person import person
from .programme import programme
from .staff import staff
from .training import training
from .workshop import workshop

__all__ = ["deciders"]

deciders = (
    programme,
    staff,
    institution,
    person,
    certificate,
    acknowledgement,
    membership,
    mentor,
    mentee,
    training,
    workshop,
)
