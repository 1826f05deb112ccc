"""How a member of staff's roles are decided, and what they allow."""

from dataclasses import replace
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands.programme import AssignTraining, EndStaffRole, GrantStaffRole
from ..commands.staff import DelegateStaffRole, EndCover, EndStaffDelegation, StartCover
from ..events import (
    StaffDelegationEnded,
    StaffRoleDelegated,
    StaffRoleEnded,
    StaffRoleGranted,
    TrainingAssignmentApproved,
)
from ..policies.asking import today
from ..policies.programmes import (
    Grant,
    Staff,
    assigning_role,
    assigning_rules,
    ending_rules,
    placed,
)
from .covering import covers, decide_cover, grant, without


def decide(command: Command, staff: Staff) -> list[Event]:
    match command:
        case GrantStaffRole() as ask:
            role = placed(ask, ask)
            granted = StaffRoleGranted.following(ask, programme=role.programme)
            return [] if role in staff.held else [granted]
        case EndStaffRole() as ask:
            return end(ask, staff)
        case AssignTraining() as ask:
            allowed = obey(assigning_rules, ask, staff)
            by = assigning_role(ask, staff)
            return [TrainingAssignmentApproved.following(ask, assigner_role=by, allowed_by=allowed)]
        case _:
            return decide_cover(command, staff)


def end(command: EndStaffRole, staff: Staff) -> list[Event]:
    """Whoever stood in stands in for nobody then."""
    allowed = obey(ending_rules, command, staff)
    role = placed(command, command)
    if not staff.holds(role):
        return []
    over = {role} if role in staff.held else {role, role.in_all}
    now = {one for one, until in staff.delegated.items() if until >= today(command)}
    stood_in = sorted(
        ((to, one) for one, to in now if one in over), key=lambda each: (each[0], str(each[1]))
    )
    left = StaffRoleEnded.following(command, programme=role.programme, allowed_by=allowed)
    return [left, *(delegation_ended(command, one, to) for to, one in stood_in)]


def delegation_ended(command: EndStaffRole, role: Grant, to: UUID) -> StaffDelegationEnded:
    return StaffDelegationEnded.following(command, to_person_id=to, programme=role.programme)


def granted(staff: Staff, role: Grant) -> Staff:
    return replace(staff, held=staff.held | {role}, ended=staff.ended - {role})


def ended(staff: Staff, role: Grant) -> Staff:
    """What is held in all programmes ends in this one, or in all of them."""
    held = staff.held - {role}
    if role.in_all in held:
        return replace(staff, held=held, ended=staff.ended | {role})
    gone = frozenset(one for one in staff.ended if one.in_all == role)
    return replace(staff, held=held, ended=staff.ended - gone)


def evolve(staff: Staff, event: Event) -> Staff:
    match event:
        case StaffRoleGranted():
            return granted(staff, grant(event))
        case StaffRoleEnded():
            return ended(staff, grant(event))
        case StaffRoleDelegated(to_person_id=to, until=until):
            return replace(staff, delegated={**staff.delegated, (grant(event), to): until})
        case StaffDelegationEnded(to_person_id=to):
            return replace(staff, delegated=without(staff.delegated, (grant(event), to)))
        case _:
            return replace(staff, covers=covers(staff, event))


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
