"""One mentor across relationships: days with minors, denied venues, plans, the first day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.deciding import Decider
from shared.durations import day_of
from shared.messages import Command, Event

from ..commands import (
    CountDeniedVenue,
    CountMinorSession,
    NoteApplication,
    StandDown,
    TakeOnPlan,
)
from ..events import (
    DeniedVenueTried,
    MentorApplied,
    MentorStoodDown,
    MinorSessionCounted,
    PlanTakenOn,
    PolicyBreakAttempted,
    RegulatedActivityThresholdReached,
)
from ..policies.terms import protection, zone_of


@dataclass(frozen=True)
class Mentor:
    """What is known of a mentor; `days` are local days on which a minor was met."""

    applied_at: datetime | None = None
    plans: tuple[UUID, ...] = ()
    stood_down: bool = False
    days: frozenset[date] = frozenset()
    counted: frozenset[UUID] = frozenset()
    tries: int = 0


def decide(command: Command, mentor: Mentor) -> list[Event]:
    match command:
        case NoteApplication() if mentor.applied_at is None:
            first = mentor.plans[0] if mentor.plans else None
            return [MentorApplied.following(command, relationship_id=first)]
        case TakeOnPlan() if command.relationship_id not in mentor.plans:
            since = None if mentor.plans else mentor.applied_at
            return [PlanTakenOn.following(command, applied_at=since)]
        case StandDown() if not mentor.stood_down:
            return [MentorStoodDown.following(command, plans=mentor.plans)]
        case CountMinorSession() if command.session_id not in mentor.counted:
            return count(command, mentor)
        case CountDeniedVenue():
            return count_try(command, mentor)
    return []


def count(ask: CountMinorSession, mentor: Mentor) -> list[Event]:
    day = day_of(ask.held_at, zone_of(ask))
    counted = MinorSessionCounted.following(ask, day=day)
    policy = protection(ask).regulated_activity
    days = reached(mentor.days, day, policy.days, policy.within_days)
    if not days:
        return [counted]
    told = RegulatedActivityThresholdReached.following(ask, window_start=days[0], days=days)
    return [counted, told]


def reached(days: frozenset[date], day: date, enough: int, within: int) -> tuple[date, ...]:
    """The days of the window that this day fills.

    Nothing where it changes nothing or it was full before.
    """
    if day in days:
        return ()
    windows = [window(days, day - timedelta(back), within) for back in range(within)]
    if max(map(len, windows)) != enough - 1:
        return ()
    fullest = next(one for one in windows if len(one) == enough - 1)
    return tuple(sorted({*fullest, day}))


def window(days: frozenset[date], start: date, within: int) -> frozenset[date]:
    return frozenset(one for one in days if start <= one < start + timedelta(within))


def count_try(ask: CountDeniedVenue, mentor: Mentor) -> list[Event]:
    tries = mentor.tries + 1
    tried = DeniedVenueTried.following(ask, count=tries)
    if tries % protection(ask).sessions.denied_venue_attempts:
        return [tried]
    return [tried, PolicyBreakAttempted.following(ask)]


def evolve(mentor: Mentor, event: Event) -> Mentor:
    match event:
        case MentorApplied():
            return replace(mentor, applied_at=event.applied_at)
        case PlanTakenOn():
            # Whoever takes on a plan is here again, and can be stood down once more.
            plans = (*mentor.plans, event.relationship_id)
            return replace(mentor, plans=plans, stood_down=False)
        case MentorStoodDown():
            return replace(mentor, stood_down=True)
        case MinorSessionCounted():
            days, counted = mentor.days | {event.day}, mentor.counted | {event.session_id}
            return replace(mentor, days=days, counted=counted)
        case DeniedVenueTried():
            return replace(mentor, tries=event.count)
    return mentor


mentor: Decider[Mentor] = Decider(
    "mentor-{mentor_id}",
    Mentor(),
    decide,
    evolve,
    accepts=(NoteApplication, TakeOnPlan, StandDown, CountMinorSession, CountDeniedVenue),
    keeps_programme=True,
)
