"""How a programme's pool decides: one picture of who waits and who is promised to whom."""

from shared.deciding import Decider
from shared.messages import Command, Event

from ...policies.candidates import Pool
from .answering import REPLIES
from .evolving import evolve
from .knowing import KNOWS
from .pairing import PAIRS
from .requesting import REQUESTS
from .settling import settle
from .turning import grounds

ANSWERS = {**KNOWS, **PAIRS, **REQUESTS, **REPLIES}


def decide(command: Command, pool: Pool) -> list[Event]:
    """What was asked, what that means for open requests, and who thereby comes or goes."""
    events = ANSWERS[type(command)](command, pool)
    return settle(command, pool, grounds(command, pool, events))


pool: Decider[Pool] = Decider("pool-{pool_id}", Pool(), decide, evolve, accepts=tuple(ANSWERS))
