"""One relationship's plan: one stream, so that every rule is decided on one consistent state."""

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..policies.asking import may_ask
from ..policies.plan import Plan
from .aiming import AIMING
from .all_the_same import meant
from .confiding import CONFIDING
from .contact import CONTACT
from .excepting import EXCEPTING
from .family import Family
from .fitting import FITTING
from .folding import evolve
from .going_on import GOING_ON
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
    **CONFIDING,
    **STANDING,
    **GOING_ON,
    **AIMING,
    **EXCEPTING,
    **FITTING,
    **RHYTHM,
}


def decide(command: Command, plan: Plan) -> list[Event]:
    obey((may_ask,), command, plan)
    return DECISIONS[type(command)](meant(command, plan), plan)


plan: Decider[Plan] = Decider(
    "plan-{relationship_id}", Plan(), decide, evolve, accepts=tuple(DECISIONS), keeps_programme=True
)
