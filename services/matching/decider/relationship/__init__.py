"""How one relationship decides: beginning, holding, ending. Either may end it, alone, always."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import Decider
from shared.messages import Command, Event

from ...policies.pairs import Relationship, Unmade
from .beginning import BEGINS
from .ending import ENDS
from .evolving import evolve
from .holding import HOLDS
from .lasting import LASTS
from .term import TERM

ANSWERS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    **BEGINS,
    **HOLDS,
    **TERM,
    **LASTS,
    **ENDS,
}


def decide(command: Command, relationship: Relationship) -> list[Event]:
    return ANSWERS[type(command)](command, relationship)


relationship: Decider[Relationship] = Decider(
    "relationship-{relationship_id}",
    Unmade(),
    decide,
    evolve,
    accepts=tuple(ANSWERS),
    keeps_programme=True,
)
