"""How a programme's pool decides: one picture of who waits and who is promised to whom."""

from shared.deciding import Decider
from shared.messages import Command, Event

from ...policies.candidates import Pool
from .evolving import evolve
from .knowing import KNOWS
from .pairing import PAIRS
from .settling import settle

ANSWERS = {**KNOWS, **PAIRS}


def decide(command: Command, pool: Pool) -> list[Event]:
    return settle(command, pool, ANSWERS[type(command)](command, pool))


pool: Decider[Pool] = Decider("pool-{pool_id}", Pool(), decide, evolve, accepts=tuple(ANSWERS))
