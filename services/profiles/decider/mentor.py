"""The stages of a mentor: what each stage answers, and how events change the file."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from shared.deciding import Decider
from shared.messages import Command, Event

from .applying import APPLYING
from .belonging import BELONGING
from .lapsing import LAPSING, went_on
from .mentor_stages import Mentoring, Unknown, evolve
from .returning import RETURNING
from .serving import SERVING
from .telling import TELLING, details_changed, nudged
from .together import TOGETHER

ANSWERS: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    **APPLYING,
    **BELONGING,
    **SERVING,
    **RETURNING,
    **TELLING,
    **TOGETHER,
    **LAPSING,
}


def decide(command: Command, now: Mentoring) -> list[Event]:
    events = ANSWERS[type(command)](command, now)
    after = reduce(evolve, events, now)
    more = [*details_changed(now, after), *nudged(command, after)]
    return [*events, *more, *(went_on(command, now, after) if events else ())]


mentor: Decider[Mentoring] = Decider(
    "mentor-{mentor_id}", Unknown(), decide, evolve, accepts=tuple(ANSWERS), keeps_programme=True
)
