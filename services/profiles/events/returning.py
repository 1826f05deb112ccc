"""What is recorded when a mentor comes back."""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event


class MentorReinstated(Event, published=True):
    """The mentor is accepted again, by whom and why stays indoors."""

    mentor_id: UUID
    person_id: UUID
    reason_code: Annotated[str, Indoors()]
    rationale: Annotated[str | None, Personal(of="person_id"), Indoors()] = None
    decided_by: Annotated[UUID, Indoors()]
    approved_by: Annotated[UUID | None, Indoors()] = None
    case_cleared: Annotated[str | None, Indoors()] = None
