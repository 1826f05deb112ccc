"""What is due and what was missed: cadence, cap, fit check, check-ins, lead time, term."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

from .codes import Code, Role, Sealed, Verdict


class TermBegan(Event):
    """The first session was held: the calendar of the relationship counts from here.

    A second is due at `follow_up_at`, the first year is over at `year_ends_at` (ASME-19).
    """

    relationship_id: UUID
    began_at: datetime
    first_check_in_at: datetime | None = None
    notice_at: datetime | None
    ends_at: datetime | None
    follow_up_at: datetime | None = None
    year_ends_at: datetime | None = None


class TermEnding(Event):
    """The longest time the programme foresees is nearly over (1MM-058)."""

    relationship_id: UUID
    ends_at: datetime


class SessionOverdue(Event, published=True):
    """No session for longer than the cadence allows; once for every gap (1MM-057)."""

    relationship_id: UUID
    last_held_at: datetime


class SessionCapReached(Event, published=True):
    """As many sessions were held as the programme foresees (1MM-058)."""

    relationship_id: UUID
    held: int


class FitCheckDue(Event, published=True):
    """Enough sessions were held to ask whether the two suit each other (1MM-082)."""

    relationship_id: UUID
    after: int


class FitCheckCompleted(Event, published=True):
    """One of the two has answered (1MM-082)."""

    relationship_id: UUID
    by_role: Role
    verdict: Verdict


class CheckInDue(Event, published=True):
    """The mentor is to be asked how it goes (1MM-084)."""

    relationship_id: UUID
    mentor_id: UUID
    ordinal: int
    due_at: datetime
    missed_at: Annotated[datetime, Indoors()]
    next_at: Annotated[datetime | None, Indoors()] = None


class CheckInCompleted(Event, published=True):
    """The mentor was asked and answered (1MM-084)."""

    relationship_id: UUID
    ordinal: int


class CheckInNoted(Event):
    """What was said at a check-in."""

    relationship_id: UUID
    ordinal: int
    mentee_person_id: UUID
    note: Sealed


class CheckInMissed(Event, published=True):
    """Nobody answered in time; `tell` is the role that hears of it (1MM-084)."""

    relationship_id: UUID
    ordinal: int
    tell: Annotated[Code, Indoors()]


class LeadTimeStarted(Event):
    """The mentor of this relationship applied then.

    A first session is expected before `breach_at` (1MM-046).
    """

    relationship_id: UUID
    applied_at: datetime
    breach_at: datetime


class LeadTimeBreached(Event, published=True):
    """No first session within the weeks the programme promises; `weeks` had passed (1MM-046)."""

    relationship_id: UUID
    weeks: int
