"""When an application that waits to be handed in is reminded of, and when it lapses."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off

from ..commands.drafts import LapseApplication, RemindOfApplication
from ..events import mentor as told
from ..events.drafts import (
    MentorApplicationContinued,
    MentorApplicationLapsed,
    MentorApplicationReminderSent,
)
from .drafts import clock_of


def when_application_started_then_wait(
    seen: Envelope[told.MentorApplicationStarted],
) -> list[Due | Off]:
    return waiting(seen.data)


def when_application_continued_then_wait_anew(
    seen: Envelope[MentorApplicationContinued],
) -> list[Due | Off]:
    return waiting(seen.data)


def waiting(one: told.MentorApplicationStarted | MentorApplicationContinued) -> list[Due | Off]:
    clock = clock_of(one)
    if clock is None:
        return []
    lapse = LapseApplication(mentor_id=one.mentor_id)
    first = clock.remind_at[0] if clock.remind_at else None
    return [Due(f"draft-lapses:{one.mentor_id}", clock.lapses_at, lapse), next_(one, 1, first)]


def when_reminded_then_remind_again(
    seen: Envelope[MentorApplicationReminderSent],
) -> list[Due | Off]:
    return [next_(seen.data, seen.data.ordinal + 1, seen.data.next_at)]


def next_(one: Any, ordinal: int, at: datetime | None) -> Due | Off:
    key = f"draft-reminder:{one.mentor_id}"
    ask = RemindOfApplication(mentor_id=one.mentor_id, ordinal=ordinal)
    return Due(key, at, ask) if at else Off(key)


def when_submitted_then_wait_no_longer(
    seen: Envelope[told.MentorApplicationSubmitted],
) -> list[Off]:
    return over(seen.data.mentor_id)


def when_declined_then_wait_no_longer(seen: Envelope[told.MentorApplicationDeclined]) -> list[Off]:
    return over(seen.data.mentor_id)


def when_withdrawn_then_wait_no_longer(seen: Envelope[told.MentorWithdrawn]) -> list[Off]:
    return over(seen.data.mentor_id)


def when_lapsed_then_wait_no_longer(seen: Envelope[MentorApplicationLapsed]) -> list[Off]:
    return over(seen.data.mentor_id)


def over(mentor_id: UUID) -> list[Off]:
    return [Off(f"draft-lapses:{mentor_id}"), Off(f"draft-reminder:{mentor_id}")]


draft_timers = (
    when_application_started_then_wait,
    when_application_continued_then_wait_anew,
    when_reminded_then_remind_again,
    when_submitted_then_wait_no_longer,
    when_declined_then_wait_no_longer,
    when_withdrawn_then_wait_no_longer,
    when_lapsed_then_wait_no_longer,
)
