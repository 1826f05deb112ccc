"""How a programme's pool decides: one picture of who waits and who is promised to whom."""

from shared.deciding import Decider
from shared.messages import Command, Event

from ...policies.candidates import Pool
from .answering import REPLIES
from .detailing import DETAILS
from .evolving import evolve
from .falling_silent import REPORTS, silences
from .knowing import KNOWS
from .pairing import PAIRS
from .reading import READINGS
from .requesting import REQUESTS
from .settling import settle
from .trusting import TRUSTS
from .turning import grounds

ANSWERS = {**KNOWS, **DETAILS, **PAIRS, **REQUESTS, **REPLIES, **READINGS, **REPORTS, **TRUSTS}


def decide(command: Command, pool: Pool) -> list[Event]:
    """What was asked, who is silent by it, what that means for open requests, who comes or goes."""
    events = silences(command, pool, ANSWERS[type(command)](command, pool), evolve)
    return settle(command, pool, grounds(command, pool, events))


pool: Decider[Pool] = Decider(
    "pool-{pool_id}", Pool(), decide, evolve, accepts=tuple(ANSWERS), keeps_programme=True
)
