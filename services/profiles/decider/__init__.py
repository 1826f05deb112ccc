"""How profiles decides: one decider an aggregate, pure and on its own stream."""

from shared.rights import guarded

from ..policies.asking_rights import asking_rules
from .certificate import certificate
from .consultation import consultation
from .desk import desk
from .document import acknowledgement
from .institution import institution
from .library import library
from .membership import membership
from .mentee import mentee
from .mentor import mentor
from .person import person
from .programme import programme
from .readership import readership
from .resource import resource
from .staff import staff
from .story import story
from .training import training
from .workshop import workshop

__all__ = ["deciders"]


every = (
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
    resource,
    library,
    readership,
    desk,
    story,
    consultation,
)

# First of all, whoever asks must be one who may (ASME-05).
deciders = tuple(guarded(one, asking_rules) for one in every)
