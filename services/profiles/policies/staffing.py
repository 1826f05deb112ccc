"""Rules about standing in, what follows on its first and last day, and what a provider may do."""

from shared.envelope import Envelope
from shared.messages import Command, Consequence
from shared.reacting import Due, Off

from ..commands.staff import DelegateStaffRole, EndCover, StartCover
from ..commands.training import RecordAttendance
from ..events.staff import StaffDelegationEnded, StaffRoleDelegated
from .asking import today
from .programmes import Staff, placed
from .roles import gives_the_training, leads


def holder_or_office_asks(command: DelegateStaffRole, _: Staff) -> str | None:
    by = command.asked.by
    fits = leads(command) or by.id == str(command.person_id)
    return None if fits else "Whoever holds the role lets somebody stand in, or the office does."


def delegator_holds_the_role(command: DelegateStaffRole, staff: Staff) -> str | None:
    own = staff.holds(placed(command, command))
    return None if own else "Only a role that one holds oneself can be passed on for a while."


def not_to_oneself(command: DelegateStaffRole, _: Staff) -> str | None:
    own = command.to_person_id == command.person_id
    return "Nobody stands in for themselves." if own else None


def cover_ends_after_it_begins(command: DelegateStaffRole, _: Staff) -> str | None:
    over = command.until < max(command.since or today(command), today(command))
    return "The last day comes before the first one, or is over." if over else None


def provider_only_records(command: Command, _: object) -> str | None:
    """ASME-05: whoever gives the training records who came; all else is none of their business."""
    free = isinstance(command, RecordAttendance | Consequence)
    if free or not gives_the_training(command, None):
        return None
    return "The provider of the training records who came, and that only."


def when_delegated_then_await_its_days(seen: Envelope[StaffRoleDelegated]) -> list[Due]:
    one = seen.data
    start = StartCover(
        person_id=one.to_person_id,
        role=one.role,
        covers_person_id=one.person_id,
        until=one.until,
        region=one.region,
        institution_id=one.institution_id,
        programme=one.programme,
    )
    end = EndCover(**{name: getattr(start, name) for name in EndCover.codecs})
    return [
        Due(f"cover-starts:{key(one)}", one.starts_at, start),
        Due(f"cover-ends:{key(one)}:{one.until}", one.ends_at, end),
    ]


def when_delegation_ended_then_wait_no_longer(seen: Envelope[StaffDelegationEnded]) -> list[Off]:
    return [Off(f"cover-starts:{key(seen.data)}")]


def when_delegation_ended_then_end_the_cover(
    seen: Envelope[StaffDelegationEnded],
) -> list[Command]:
    one = seen.data
    return [
        EndCover(
            person_id=one.to_person_id,
            role=one.role,
            covers_person_id=one.person_id,
            region=one.region,
            institution_id=one.institution_id,
            programme=one.programme,
        )
    ]


def key(one: StaffRoleDelegated | StaffDelegationEnded) -> str:
    """What a delegation is known by, whatever its days."""
    known = f"{one.person_id}:{one.to_person_id}:{one.role}:{one.region}:{one.institution_id}"
    return f"{known}:{one.programme}" if one.programme else known


delegating_rules = (
    holder_or_office_asks,
    delegator_holds_the_role,
    not_to_oneself,
    cover_ends_after_it_begins,
)
of_staff = (when_delegation_ended_then_end_the_cover,)
cover_timers = (when_delegated_then_await_its_days, when_delegation_ended_then_wait_no_longer)
