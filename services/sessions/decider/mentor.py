"""One mentor across relationships: days with minors, denied venues, plans, the first day."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
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
from ..policies.regulated import untold
from ..policies.terms import protection, zone_of


@dataclass(frozen=True)
class Mentor:
    """What is known of a mentor; `days` are local days on which a minor was met, `told` those on
    which that was said to be regulated activity.
    """

    applied_at: datetime | None = None
    plans: tuple[UUID, ...] = ()
    stood_down: bool = False
    days: frozenset[date] = frozenset()
    counted: frozenset[UUID] = frozenset()
    told: frozenset[date] = frozenset()
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
    policy = protection(ask).regulated_activity
    began = untold(mentor.days, day, mentor.told, policy.days, policy.within_days)
    reached = [
        RegulatedActivityThresholdReached.following(ask, window_start=days[0], days=days)
        for days in began
    ]
    return [MinorSessionCounted.following(ask, day=day), *reached]


def count_try(ask: CountDeniedVenue, mentor: Mentor) -> list[Event]:
    tries = mentor.tries + 1
    tried = DeniedVenueTried.following(ask, count=tries)
    if tries % protection(ask).sessions.denied_venue_attempts:
        return [tried]
    return [tried, PolicyBreakAttempted.following(ask)]


def evolve(mentor: Mentor, event: Event) -> Mentor:
    now: dict[str, Any] = {}
    match event:
        case MentorApplied():
            now = {"applied_at": event.applied_at}
        case PlanTakenOn():
            # Whoever takes on a plan is here again, and can be stood down once more.
            now = {"plans": (*mentor.plans, event.relationship_id), "stood_down": False}
        case MentorStoodDown():
            now = {"stood_down": True}
        case MinorSessionCounted():
            counted = mentor.counted | {event.session_id}
            now = {"days": mentor.days | {event.day}, "counted": counted}
        case RegulatedActivityThresholdReached():
            now = {"told": mentor.told | {event.days[-1]}}
        case DeniedVenueTried():
            now = {"tries": event.count}
    return replace(mentor, **now)


mentor: Decider[Mentor] = Decider(
    "mentor-{mentor_id}",
    Mentor(),
    decide,
    evolve,
    accepts=(NoteApplication, TakeOnPlan, StandDown, CountMinorSession, CountDeniedVenue),
    keeps_programme=True,
)
