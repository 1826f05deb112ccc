"""One case, from the first word to the second approval: its two halves put together."""

from typing import get_args

from shared.deciding import Decider
from shared.messages import Command, Event

from ..commands import ChaseReferral, LiftInterimMeasure, ReadCase, ReopenCase
from ..policies.standing import Case, Unheard
from .casework import DONE, casework
from .telling import Telling, telling
from .unfolding import evolve

TELLING = get_args(Telling)
CASEWORK = (*DONE, ReadCase, ReopenCase, LiftInterimMeasure, ChaseReferral)


def decide(ask: Command, case: Case) -> list[Event]:
    return telling(ask, case) if isinstance(ask, TELLING) else casework(ask, case)


case: Decider[Case] = Decider(
    "case-{case_id}",
    Unheard(),
    decide,
    evolve,
    accepts=(*TELLING, *CASEWORK),
    keeps_programme=True,
)
