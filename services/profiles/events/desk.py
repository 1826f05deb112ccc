"""What is recorded about requests for help: one stream each; a comment is added, never edited."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Personal
from shared.messages import Event


class SupportRequestRaised(Event):
    """Somebody needs help, and who sees to it by the policy (1MM-099, JOH-43).

    `answer_by` is when it is late; None where nothing is promised.
    """

    request_id: UUID
    person_id: UUID
    kind: str
    routed_to: str
    ways: tuple[str, ...] = ()
    answer_by: datetime | None = None
    text: Annotated[str, Personal(of="person_id")]


class SupportRequestCommented(Event):
    """Somebody added a word."""

    request_id: UUID
    person_id: UUID
    text: Annotated[str, Personal(of="person_id")]


class SupportRequestResolved(Event):
    """It is put right (1MM-099)."""

    request_id: UUID


class SupportRequestReopened(Event):
    """It is not put right after all; what was recorded stays."""

    request_id: UUID
    answer_by: datetime | None = None


class SupportRequestOverdue(Event):
    """The time in which it should have been put right is over."""

    request_id: UUID
