"""The rules of coming back as a mentor."""

from ..commands.returning import ReinstateMentor
from .asking import policy_of
from .files import Mentor


def office_reinstates(command: ReinstateMentor, file: Mentor) -> str | None:
    own = command.asked.by.id in {str(file.mentor_id), str(file.person_id)}
    own |= command.asked.by.role == "mentor"
    return "Nobody reinstates themselves." if own else None


def case_cleared(command: ReinstateMentor, file: Mentor) -> str | None:
    wrong = excluded(command, file) and command.case_cleared != file.ended_case
    return "The case for which the role was ended is not cleared." if wrong else None


def two_people(command: ReinstateMentor, file: Mentor) -> str | None:
    second = command.approved_by not in (None, command.decided_by)
    missing = excluded(command, file) and not second
    return "After a case a second person approves." if missing else None


def excluded(command: ReinstateMentor, file: Mentor) -> bool:
    """Whether the role was ended for a case, or for a reason that has one."""
    needing = policy_of(command).mentor.end.needs_case
    return file.ended_case is not None or file.ended_for in needing


returning_rules = (office_reinstates, case_cleared, two_people)
