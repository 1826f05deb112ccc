"""How a mentor comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands.returning import ReinstateMentor
from ..events.returning import MentorReinstated
from ..policies.asking import only
from ..policies.returning import returning_rules
from .mentor_stages import Gone, Mentoring


def reinstate(command: ReinstateMentor, now: Mentoring) -> list[Event]:
    gone: Gone = only(command, now, Gone)
    allowed = obey(returning_rules, command, gone.file)
    return [MentorReinstated.following(command, person_id=gone.file.person_id, allowed_by=allowed)]


RETURNING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ReinstateMentor: reinstate,
}
