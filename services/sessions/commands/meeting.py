"""Asked about sessions: when, where, with whom, and what became of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command

from ..events.codes import Code, Kind, Minutes, Role, Text

Codes = tuple[Code, ...]
Attendee = Literal["mentor", "mentee", "chaperone", "coordinator", "other"]
Cause = Literal["no_show_mentor", "no_show_mentee", "late_cancel", "technical", "other"]


class ScheduleSession(Command):
    """Plan a session. Refused by the rule it would break (1MM-058, 060 to 069, 079).

    A minor needs `chaperone_id`. `exception` names the exception of the policy under which they
    meet in person where that is not offered. A session of kind `chemistry` is the first one, held
    to see whether the two suit each other (JOH-21).
    """

    relationship_id: UUID
    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    mode: Code
    venue_type: Code | None = None
    premises_id: UUID | None = None
    chaperone_id: UUID | None = None
    exception: Code | None = None
    kind: Kind = "ordinary"


class RescheduleSession(Command):
    """Move a scheduled session; every rule is asked again for the new time."""

    relationship_id: UUID
    session_id: UUID
    starts_at: datetime
    ends_at: datetime


class CancelSession(Command):
    """Call a scheduled session off."""

    relationship_id: UUID
    session_id: UUID
    reason_code: Code = "other"


class RecordSession(Command):
    """Say that they met: a fact, recorded even where it breaks a rule, with the breach (1MM-065).

    Refused only to a stranger to the pair (may-ask), where it is not over yet, or where the same
    session was recorded differently before.
    `topics` not on the policy's list count as `other`; the policy limits the length of `note`.
    What happened long ago is recorded with `started_at` as it was, and `late_because` may say why
    only now.
    """

    relationship_id: UUID
    session_id: UUID
    started_at: datetime
    minutes: Minutes
    mode: Code
    topics: Annotated[Codes, Length(min=1)]
    attendees: tuple[Attendee, ...] = ("mentor", "mentee")
    venue_type: Code | None = None
    premises_id: UUID | None = None
    chaperone_present: bool = False
    note: str = ""
    late_because: Code | None = None


class RecordNotHeld(Command):
    """Say that a scheduled session did not take place, and why.

    A fact; refused only to a stranger to the pair (may-ask).
    """

    relationship_id: UUID
    session_id: UUID
    cause: Cause


class AttestSession(Command):
    """Confirm a record somebody else made."""

    relationship_id: UUID
    session_id: UUID


class CorrectSession(Command):
    """Put a record right: what is given replaces what was recorded.

    The recorder may for a while, the office after.
    """

    relationship_id: UUID
    session_id: UUID
    minutes: Minutes | None = None
    mode: Code | None = None
    venue_type: Code | None = None
    chaperone_present: bool | None = None
    reason_code: Code


class RecordSessionNote(Command):
    """Note what was talked about (1MM-090). Topics must be on the policy's list."""

    relationship_id: UUID
    session_id: UUID
    topics: Annotated[Codes, Length(min=1)]
    note: str = ""
    shared_with_mentee: bool = False


class RecordPreparation(Command):
    """Keep the questions the mentor prepared for a session (1MM-055)."""

    relationship_id: UUID
    session_id: UUID
    questions: Annotated[tuple[Text, ...], Length(min=1)]
    shared_with_mentee: bool = False


class ProposeAgenda(Command):
    """Say what a coming session is to be about; refused once it has begun (1MM-096).

    Either of the two may; without `by_role` whoever the policy expects it of (JOH-37).
    """

    relationship_id: UUID
    session_id: UUID
    topics: Annotated[Codes, Length(min=1)]
    by_role: Role | None = None
