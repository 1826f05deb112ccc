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
from ..policies.programmes import Grant, Staff
from ..policies.staffing import delegating_rules

Days = Mapping[tuple[Grant, UUID], date]


class Told(Protocol):
    """Whatever names a role, and the region or institution it is for."""

    @property
    def role(self) -> str: ...
    @property
    def region(self) -> str | None: ...
    @property
    def institution_id(self) -> UUID | None: ...


def decide_cover(command: Command, staff: Staff) -> list[Event]:
    match command:
        case DelegateStaffRole() as ask:
            return delegate(ask, staff)
        case EndStaffDelegation() as ask:
            known = (grant(ask), ask.to_person_id) in staff.delegated
            return [StaffDelegationEnded.following(ask)] if known else []
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
    if staff.delegated.get((grant(command), command.to_person_id)) == command.until:
        return []
    since, zone = command.since or today(command), zone_of(command)
    delegated = StaffRoleDelegated.following(
        command,
        since=since,
        starts_at=midnight(since, zone),
        ends_at=midnight(command.until + timedelta(days=1), zone),
        allowed_by=allowed,
    )
    return [delegated]


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
    return one.role, one.region, one.institution_id


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
