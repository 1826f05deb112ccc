"""How a member of staff's roles are decided, and what they allow."""

from dataclasses import replace

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
from ..policies.programmes import Staff, assigning_role, assigning_rules
from .covering import covers, decide_cover, grant, without


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


def end(command: EndStaffRole, staff: Staff) -> list[Event]:
    """Whoever stood in stands in for nobody then."""
    if grant(command) not in staff.held:
        return []
    now = {one for one, until in staff.delegated.items() if until >= today(command)}
    stood_in = sorted(to for role, to in now if role == grant(command))
    ended = [StaffDelegationEnded.following(command, to_person_id=one) for one in stood_in]
    return [StaffRoleEnded.following(command), *ended]


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
