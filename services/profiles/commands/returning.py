"""What can be asked about a mentor whose part in the programme was over."""

from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command


class ReinstateMentor(Command):
    """Let a mentor come back after the role was ended or given up; the office decides and says why.

    Where it was ended for a case, `case_cleared` is that case's reference, and a second person
    approves. The mentor is accepted again, and listed by `ListMentor`. Refused with
    `office-reinstates`, `case-cleared` or `two-people`.
    """

    mentor_id: UUID
    reason_code: Annotated[str, Length(min=1, max=60)]
    decided_by: UUID
    rationale: str | None = None
    approved_by: UUID | None = None
    case_cleared: str | None = None
