"""What is recorded of applications that were begun and are not handed in (a complaint, U15)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class MentorApplicationContinued(Event):
    """Somebody went on with an application: the time until it lapses counts anew (U15).

    `remind_at` are the times of the reminders before `lapses_at`, first to last.
    """

    mentor_id: UUID
    remind_at: tuple[datetime, ...] = ()
    lapses_at: datetime


class MentorApplicationReminderSent(Event):
    """The applicant was reminded of what is not handed in yet (a complaint, U9).

    It lapses at `lapses_at`; the next reminder is at `next_at`, None for the last one.
    """

    mentor_id: UUID
    ordinal: int
    lapses_at: datetime
    next_at: datetime | None


class MentorApplicationLapsed(Event, published=True):
    """Nobody went on with the application in time: it waits on no list any more (U15)."""

    mentor_id: UUID
    person_id: Annotated[UUID, Indoors()]
