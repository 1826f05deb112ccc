"""How a member of staff's roles are decided, and what they allow."""

from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands.programme import AssignTraining, EndStaffRole, GrantStaffRole
from ..events import StaffRoleEnded, StaffRoleGranted, TrainingAssignmentApproved
from ..policies.programmes import Staff, assigning_role, assigning_rules

Told = StaffRoleGranted | StaffRoleEnded
Grant = tuple[str, str | None, UUID | None]


def decide(command: Command, staff: Staff) -> list[Event]:
    match command:
        case GrantStaffRole() as ask:
            return [] if grant(ask) in staff.held else [StaffRoleGranted.following(ask)]
        case EndStaffRole() as ask:
            return [StaffRoleEnded.following(ask)] if grant(ask) in staff.held else []
        case AssignTraining() as ask:
            allowed = obey(assigning_rules, ask, staff)
            role = assigning_role(ask, staff)
            return [
                TrainingAssignmentApproved.following(ask, assigner_role=role, allowed_by=allowed)
            ]
        case _:
            raise NotImplementedError(type(command).__name__)


def grant(one: GrantStaffRole | EndStaffRole | Told) -> Grant:
    return one.role, one.region, one.institution_id


def evolve(staff: Staff, event: Event) -> Staff:
    match event:
        case StaffRoleGranted():
            return Staff(staff.held | {grant(event)})
        case StaffRoleEnded():
            return Staff(staff.held - {grant(event)})
        case _:
            return staff


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
    accepts=(GrantStaffRole, EndStaffRole, AssignTraining),
)
