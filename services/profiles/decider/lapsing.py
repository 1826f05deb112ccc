"""How an application that nobody goes on with is reminded of, and lapses."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.messages import Command, Event

from ..commands import drafts as ask
from ..events import drafts as told
from ..policies.drafts import wound
from ..policies.files import Clock
from .mentor_stages import Draft, Mentoring


def running(now: Mentoring) -> Clock | None:
    """The clock, while the application waits to be handed in."""
    return now.file.clock if isinstance(now, Draft) else None


def remind(command: ask.RemindOfApplication, now: Mentoring) -> list[Event]:
    clock = running(now)
    if clock is None or command.ordinal != clock.reminded + 1:
        return []
    due, *further = clock.remind_at[clock.reminded :] or (None,)
    if due is None or command.asked.at < due:
        return []  # a timer of before the last step
    sent = told.MentorApplicationReminderSent.following(
        command, lapses_at=clock.lapses_at, next_at=further[0] if further else None
    )
    return [sent]


def lapse(command: ask.LapseApplication, now: Mentoring) -> list[Event]:
    clock = running(now)
    if clock is None or not isinstance(now, Draft) or command.asked.at < clock.lapses_at:
        return []
    return [told.MentorApplicationLapsed.following(command, person_id=now.file.person_id)]


def went_on(command: Command, before: Mentoring, after: Mentoring) -> list[Event]:
    """Whatever is recorded of an application, by whomever, keeps it alive from then on.

    Only what the clock asks for itself does not, and what is told late never turns it back.
    """
    clock = running(before)
    if clock is None or not isinstance(after, Draft) or type(command) in LAPSING:
        return []
    anew = wound(command)
    if anew is None or anew.lapses_at <= clock.lapses_at:
        return []
    continued = told.MentorApplicationContinued(
        mentor_id=after.file.mentor_id, remind_at=anew.remind_at, lapses_at=anew.lapses_at
    )
    return [continued]


LAPSING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.RemindOfApplication: remind,
    ask.LapseApplication: lapse,
}
