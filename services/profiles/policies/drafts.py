"""How long an application waits for somebody to go on with it: its clock."""

from dataclasses import replace
from functools import partial
from typing import Any

from shared.durations import later
from shared.messages import Command, Event

from ..events import mentor as told
from ..events.drafts import MentorApplicationContinued, MentorApplicationReminderSent
from .asking import policy_of
from .document import Document
from .files import Clock, Mentor


def wound(command: Command) -> Clock | None:
    """The clock of an application in which a step is taken now; None where it may wait for ever."""
    rules = policy_of(command) if command.asked.rules else Document()
    if rules.application.draft_expires is None:
        return None
    at, zone = command.asked.at, rules.policy.time_zone
    after = partial(later, at, zone=zone, holidays=rules.holidays)
    lapses_at = after(rules.application.draft_expires)
    times = sorted({after(length) for length in rules.application.reminders})
    # Months differ: what comes before the end in one may come after it in another.
    return Clock(lapses_at, tuple(one for one in times if one < lapses_at))


def times(command: Command) -> dict[str, Any]:
    """The clock's times, as the events have them."""
    clock = wound(command)
    return {"remind_at": clock.remind_at, "lapses_at": clock.lapses_at} if clock else {}


def clock_of(one: told.MentorApplicationStarted | MentorApplicationContinued) -> Clock | None:
    return Clock(one.lapses_at, one.remind_at) if one.lapses_at else None


def kept_going(event: Event, file: Mentor) -> dict[str, Any]:
    """What the clock shows after this event."""
    match event, file.clock:
        case MentorApplicationContinued(), _:
            return {"clock": clock_of(event)}
        case MentorApplicationReminderSent(ordinal=ordinal), Clock() as clock:
            return {"clock": replace(clock, reminded=ordinal)}
        case _:
            return {}
