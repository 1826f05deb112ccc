"""The stages of a mentor: what each stage answers, and how events change the file."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import Decider
from shared.messages import Command, Event

from .applying import APPLYING
from .belonging import BELONGING
from .mentor_stages import Mentoring, Unknown, evolve
from .serving import SERVING

ANSWERS: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    **APPLYING,
    **BELONGING,
    **SERVING,
}


def decide(command: Command, now: Mentoring) -> list[Event]:
    return ANSWERS[type(command)](command, now)


mentor: Decider[Mentoring] = Decider(
    "mentor-{mentor_id}", Unknown(), decide, evolve, accepts=tuple(ANSWERS)
)
