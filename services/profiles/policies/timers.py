"""What profiles asks itself when a day comes: birthdays, reminders, due days."""

from shared.envelope import Envelope
from shared.reacting import Due, Off, Reactions

from ..commands.mentee import ChangeAgeBand
from ..commands.training import MarkTrainingOverdue, RemindOfTraining
from ..events import (
    MenteeApplicationDeclined,
    MenteeLeft,
    MenteeReferred,
    MentorTrained,
    TrainingAssigned,
    TrainingCompleted,
)
from .desk import desk_timers
from .draft_timers import draft_timers
from .holds import hold_timers
from .staffing import cover_timers


def when_referred_then_await_the_birthday(seen: Envelope[MenteeReferred]) -> list[Due]:
    one = seen.data
    if one.adult_from is None:
        return []
    ask = ChangeAgeBand(mentee_id=one.mentee_id)
    return [Due(f"birthday:{one.mentee_id}", one.adult_from, ask)]


def when_left_then_forget_the_birthday(seen: Envelope[MenteeLeft]) -> list[Off]:
    return [Off(f"birthday:{seen.data.mentee_id}")]


def when_declined_then_forget_the_birthday(
    seen: Envelope[MenteeApplicationDeclined],
) -> list[Off]:
    return [Off(f"birthday:{seen.data.mentee_id}")]


def when_assigned_then_await_the_due_day(seen: Envelope[TrainingAssigned]) -> list[Due]:
    one = seen.data
    id_ = one.participant_id
    remind = RemindOfTraining(participant_id=id_)
    overdue = MarkTrainingOverdue(participant_id=id_)
    reminders = [Due(f"training-due-soon:{id_}", one.remind_at, remind)] if one.remind_at else []
    return [
        *reminders,
        *([Due(f"training-overdue:{id_}", one.due_on, overdue)] if one.due_on else ()),
    ]


def when_mentor_trained_then_wait_no_longer(seen: Envelope[MentorTrained]) -> list[Off]:
    id_ = seen.data.mentor_id
    return [Off(f"training-due-soon:{id_}"), Off(f"training-overdue:{id_}")]


def when_mentee_trained_then_wait_no_longer(seen: Envelope[TrainingCompleted]) -> list[Off]:
    id_ = seen.data.participant_id
    return [Off(f"training-due-soon:{id_}"), Off(f"training-overdue:{id_}")]


timers = Reactions(
    when_referred_then_await_the_birthday,
    when_left_then_forget_the_birthday,
    when_declined_then_forget_the_birthday,
    when_assigned_then_await_the_due_day,
    when_mentor_trained_then_wait_no_longer,
    when_mentee_trained_then_wait_no_longer,
    *cover_timers,
    *hold_timers,
    *desk_timers,
    *draft_timers,
)
