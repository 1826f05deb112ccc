"""What can be asked of the support desk."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

Text = Annotated[str, Length(min=1, max=4000)]


class RaiseSupportRequest(Command):
    """Ask for help with the platform or with the mentoring (1MM-099, JOH-43).

    The text is sealed. Refused with `support-reachable`.
    """

    request_id: UUID
    person_id: UUID
    kind: Literal["technical", "relationship"]
    text: Text


class CommentOnSupportRequest(Command):
    """Add a word to it; nothing that was written before changes."""

    request_id: UUID
    person_id: UUID
    text: Text


class ResolveSupportRequest(Command):
    """It is put right. Repeating it changes nothing."""

    request_id: UUID


class ReopenSupportRequest(Command):
    """It is not put right after all. An answer is promised anew; the time to fix runs on."""

    request_id: UUID


class MarkSupportRequestOverdue(Consequence):
    """Asked by a timer: it should have been put right by now."""

    request_id: UUID
