"""One relationship's plan: one stream, so that every rule is decided on one consistent state."""

from shared.deciding import Decider
from shared.messages import Command, Event

from ..policies.plan import Plan
from .contact import CONTACT
from .excepting import EXCEPTING
from .family import Family
from .fitting import FITTING
from .folding import evolve
from .meeting import MEETING
from .recording import RECORDING
from .rhythm import RHYTHM
from .standing import STANDING
from .support import SUPPORT
from .working import WORKING

DECISIONS: Family = {
    **MEETING,
    **RECORDING,
    **SUPPORT,
    **WORKING,
    **CONTACT,
    **STANDING,
    **EXCEPTING,
    **FITTING,
    **RHYTHM,
}


def decide(command: Command, plan: Plan) -> list[Event]:
    return DECISIONS[type(command)](command, plan)


plan: Decider[Plan] = Decider(
    "plan-{relationship_id}", Plan(), decide, evolve, accepts=tuple(DECISIONS)
)
