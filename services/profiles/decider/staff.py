"""How a member of staff's roles are decided, what they allow, and who stands in for them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from shared.deciding import Decider, obey
from shared.durations import midnight
from shared.messages import Command, Event

from ..commands.programme import AssignTraining, EndStaffRole, GrantStaffRole
from ..commands.staff import DelegateStaffRole, EndCover, EndStaffDelegation, StartCover
from ..events import (
    StaffCoverEnded,
    StaffCoverStarted,
    StaffDelegationEnded,
    StaffRoleDelegated,
    StaffRoleEnded,
    StaffRoleGranted,
    TrainingAssignmentApproved,
)
from ..policies.asking import today, zone_of
from ..policies.programmes import Grant, Staff, assigning_role, assigning_rules
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


def decide(command: Command, staff: Staff) -> list[Event]:
    match command:
        case GrantStaffRole() as ask:
            return [] if grant(ask) in staff.held else [StaffRoleGranted.following(ask)]
        case EndStaffRole() as ask:
            return end(ask, staff)
        case AssignTraining() as ask:
            allowed = obey(assigning_rules, ask, staff)
            role = assigning_role(ask, staff)
            return [
                TrainingAssignmentApproved.following(ask, assigner_role=role, allowed_by=allowed)
            ]
        case _:
            return decide_cover(command, staff)


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
            until = staff.covers.get((grant(ask), ask.covers_person_id))
            # A timer of days that were changed since ends nothing.
            done = until is not None and until <= (ask.until or date.max)
            return [StaffCoverEnded.following(ask)] if done else []
        case _:
            raise NotImplementedError(type(command).__name__)


def end(command: EndStaffRole, staff: Staff) -> list[Event]:
    """Whoever stood in stands in for nobody then."""
    if grant(command) not in staff.held:
        return []
    now = {one for one, until in staff.delegated.items() if until >= today(command)}
    stood_in = sorted(to for role, to in now if role == grant(command))
    ended = [StaffDelegationEnded.following(command, to_person_id=one) for one in stood_in]
    return [StaffRoleEnded.following(command), *ended]


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


def grant(one: Told) -> Grant:
    return one.role, one.region, one.institution_id


def evolve(staff: Staff, event: Event) -> Staff:
    match event:
        case StaffRoleGranted():
            return replace(staff, held=staff.held | {grant(event)})
        case StaffRoleEnded():
            return replace(staff, held=staff.held - {grant(event)})
        case StaffRoleDelegated(to_person_id=to, until=until):
            return replace(staff, delegated={**staff.delegated, (grant(event), to): until})
        case StaffDelegationEnded(to_person_id=to):
            return replace(staff, delegated=without(staff.delegated, (grant(event), to)))
        case _:
            return replace(staff, covers=covers(staff, event))


def covers(staff: Staff, event: Event) -> Days:
    match event:
        case StaffCoverStarted(covers_person_id=holder, until=until):
            return {**staff.covers, (grant(event), holder): until}
        case StaffCoverEnded(covers_person_id=holder):
            return without(staff.covers, (grant(event), holder))
        case _:
            return staff.covers


def without(known: Days, gone: tuple[Grant, UUID]) -> Days:
    return {one: until for one, until in known.items() if one != gone}


class StaffDecider(Decider[Staff]):
    """One stream a member of staff: `assigned_by` in an assignment, `person_id` otherwise."""

    def stream_of(self, command: Command) -> str:
        own = command.assigned_by if isinstance(command, AssignTraining) else None
        return f"staff-{own or vars(command)['person_id']}"


staff = StaffDecider(
    "staff-{person_id}",
    Staff(),
    decide,
    evolve,
    accepts=(
        *(GrantStaffRole, EndStaffRole, AssignTraining),
        *(DelegateStaffRole, EndStaffDelegation, StartCover, EndCover),
    ),
)
