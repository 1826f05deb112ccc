"""How profiles decides: one decider an aggregate, pure and on its own stream."""

from dataclasses import replace
from typing import Any

from shared.deciding import Decider, obey
from shared.messages import Command, Event

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


def guarded(decider: Decider[Any]) -> Decider[Any]:
    """The same, but first of all for those who may ask it (ASME-05)."""

    def decide(command: Command, state: Any) -> list[Event]:
        obey(asking_rules, command, state)
        return decider.decide(command, state)

    return replace(decider, decide=decide)


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

deciders = tuple(guarded(one) for one in every)
