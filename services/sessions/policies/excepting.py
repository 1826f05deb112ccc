"""The rules of meeting in person by exception: once, prepared, looked up in time, in its places."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from ..commands import CompletePreSessionCheck, MeetRequirement, ScheduleSession
from ..events import PreSessionCheckCompleted
from ..events.codes import IN_PERSON
from .meeting_terms import Exemption, PreCheck
from .plan import Plan
from .terms import after, protection

READINESS = "readiness"
Rule = Callable[[ScheduleSession, Plan], str | None]


def exemption(ask: ScheduleSession) -> Exemption | None:
    """The exception that the request names, where the programme knows it."""
    known = protection(ask).sessions.exceptions
    return next((one for one in known if one.name == ask.exception), None)


def exception_is_listed(ask: ScheduleSession, _: Plan) -> str | None:
    if ask.exception is None:
        return None
    if ask.mode != IN_PERSON:
        return "The exceptions are for meeting in person."
    return None if exemption(ask) else "The programme knows no such exception."


def exception_is_left(ask: ScheduleSession, plan: Plan) -> str | None:
    found = exemption(ask)
    if found is None or len(used(ask, plan, found)) < found.max:
        return None
    return f"By this exception they meet at most {found.max} time(s)."


def used(ask: ScheduleSession, plan: Plan, by: Exemption) -> set[UUID]:
    """The other sessions that use it up, and those held in person without anybody's leave."""
    offered = IN_PERSON in protection(ask).sessions.modes
    ahead = {id_ for id_, one in plan.slots.items() if one.exception == by.name}
    met = {
        id_
        for id_, one in plan.held.items()
        if one.mode == IN_PERSON and (one.exception == by.name or not offered)
    }
    return (ahead | met) - {ask.session_id}


def exception_is_prepared(ask: ScheduleSession, plan: Plan) -> str | None:
    found = exemption(ask)
    needed = {(one, who) for one in found.requires for who in found.required_of} if found else set()
    missing = sorted(f"{one} ({who})" for one, who in needed - plan.requirements)
    return f"Before this meeting is missing: {', '.join(missing)}." if missing else None


def exception_is_checked(ask: ScheduleSession, plan: Plan) -> str | None:
    found = exemption(ask)
    late = [one for one in found.pre_checks if not in_time(ask, plan, one)] if found else []
    if not late:
        return None
    what = ", ".join(f"{one.kind} ({one.lead} before)" for one in late)
    return f"Not looked up in time: {what}."


def in_time(ask: ScheduleSession, plan: Plan, asked_for: PreCheck) -> bool:
    """Whether one such check was made so long before the start."""
    return any(
        after(ask, one.checked_at, asked_for.lead) <= ask.starts_at
        for one in plan.checks
        if answers(one, asked_for)
    )


def answers(check: PreSessionCheckCompleted | CompletePreSessionCheck, asked_for: PreCheck) -> bool:
    return check.kind == asked_for.kind and asked_for.source in (None, check.source)


def exception_venues_only(ask: ScheduleSession, _: Plan) -> str | None:
    found = exemption(ask)
    if found is None or ask.venue_type in found.venues:
        return None
    return f"By this exception they meet at one of: {', '.join(found.venues)}."


def venue_fits_the_level(ask: ScheduleSession, plan: Plan) -> str | None:
    found = exemption(ask)
    asked_for = [one for one in found.pre_checks if one.kind == READINESS] if found else []
    if found is None or not asked_for:
        return None
    levels = [level_of(plan, one) or "" for one in asked_for]
    fits = all(ask.venue_type in found.venue_by_level.get(level, ()) for level in levels)
    return None if fits else "The level of the day does not allow this place."


def level_of(plan: Plan, asked_for: PreCheck) -> str | None:
    """What was said last of it, by such a check or as a change, whoever was told first."""
    checks = [(one.checked_at, one.level) for one in plan.checks if answers(one, asked_for)]
    if not checks:
        return None
    changes = [(one.since, one.level) for one in plan.levels if one.source == asked_for.source]
    # Of two said at one instant the later recorded counts, and a change before a check.
    return max([*reversed(changes), *reversed(checks)], key=when)[1]


def when(said: tuple[datetime, str | None]) -> datetime:
    return said[0]


EXCEPTION: tuple[Rule, ...] = (
    exception_is_listed,
    exception_is_left,
    exception_is_prepared,
    exception_is_checked,
    exception_venues_only,
    venue_fits_the_level,
)


def requirement_is_listed(ask: MeetRequirement, _: Plan) -> str | None:
    listed = {one for each in protection(ask).sessions.exceptions for one in each.requires}
    return None if ask.requirement in listed else "No exception of this programme requires that."


def check_is_listed(ask: CompletePreSessionCheck, _: Plan) -> str | None:
    listed = [one for each in protection(ask).sessions.exceptions for one in each.pre_checks]
    known = any(answers(ask, one) for one in listed)
    return None if known else "No exception of this programme asks for that check."


def level_is_given(ask: CompletePreSessionCheck, _: Plan) -> str | None:
    missing = ask.kind == READINESS and ask.level is None
    return "A readiness check says at which level things stand." if missing else None


def checked_by_now(ask: CompletePreSessionCheck, _: Plan) -> str | None:
    early = ask.checked_at is not None and ask.checked_at > ask.asked.at
    return "A check is told once it was made." if early else None


CHECK = (check_is_listed, level_is_given, checked_by_now)
