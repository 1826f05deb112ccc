"""How it is decided who stands in for a member of staff, and from when to when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from shared.deciding import obey
from shared.durations import midnight
from shared.messages import Command, Event

from ..commands.staff import DelegateStaffRole, EndCover, EndStaffDelegation, StartCover
from ..events import (
    StaffCoverEnded,
    StaffCoverReduced,
    StaffCoverStarted,
    StaffDelegationEnded,
    StaffRoleDelegated,
)
from ..policies.asking import today, zone_of
from ..policies.programmes import Grant, Placed, Staff, placed
from ..policies.staffing import delegating_rules

Days = Mapping[tuple[Grant, UUID], date]


class Told(Placed, Protocol):
    """Whatever says of itself in which programme the role is."""

    @property
    def programme(self) -> str | None: ...


def decide_cover(command: Command, staff: Staff) -> list[Event]:
    match command:
        case DelegateStaffRole() as ask:
            return delegate(ask, staff)
        case EndStaffDelegation() as ask:
            return undelegate(ask, staff)
        case StartCover() as ask:
            stands = staff.covers.get((grant(ask), ask.covers_person_id)) == ask.until
            late = today(ask) > ask.until
            return [] if stands or late else [StaffCoverStarted.following(ask)]
        case EndCover() as ask:
            return end_cover(ask, staff)
        case _:
            raise NotImplementedError(type(command).__name__)


def delegate(command: DelegateStaffRole, staff: Staff) -> list[Event]:
    allowed = obey(delegating_rules, command, staff)
    role = placed(command, command)
    if staff.delegated.get((role, command.to_person_id)) == command.until:
        return []
    since, zone = command.since or today(command), zone_of(command)
    delegated = StaffRoleDelegated.following(
        command,
        since=since,
        starts_at=midnight(since, zone),
        ends_at=midnight(command.until + timedelta(days=1), zone),
        programme=role.programme,
        allowed_by=allowed,
    )
    return [delegated]


def undelegate(command: EndStaffDelegation, staff: Staff) -> list[Event]:
    """In this programme, and what was delegated before programmes were kept apart."""
    role, to = placed(command, command), command.to_person_id
    return [
        StaffDelegationEnded.following(command, programme=one.programme)
        for one in dict.fromkeys((role, role.in_all))
        if (one, to) in staff.delegated
    ]


def end_cover(command: EndCover, staff: Staff) -> list[Event]:
    """Whoever stands in for two goes on in the role while there is one left."""
    this = (grant(command), command.covers_person_id)
    until = staff.covers.get(this)
    # A timer of days that were changed since ends nothing.
    if until is None or until > (command.until or date.max):
        return []
    left = {role for role, _ in without(staff.covers, this)}
    ended = StaffCoverReduced if grant(command) in left else StaffCoverEnded
    return [ended.following(command)]


def grant(one: Told) -> Grant:
    return Grant(one.programme, one.role, one.region, one.institution_id)


def covers(staff: Staff, event: Event) -> Days:
    match event:
        case StaffCoverStarted(covers_person_id=holder, until=until):
            return {**staff.covers, (grant(event), holder): until}
        case StaffCoverReduced(covers_person_id=holder) | StaffCoverEnded(covers_person_id=holder):
            return without(staff.covers, (grant(event), holder))
        case _:
            return staff.covers


def without(known: Days, gone: tuple[Grant, UUID]) -> Days:
    return {one: until for one, until in known.items() if one != gone}
