"""What can be asked about programmes and their staff."""

from typing import Annotated, Any, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command

AgeBand = Literal["minor", "adult"]
Role = Annotated[str, Length(min=1, max=60)]


class PublishPolicy(Command):
    """Put a version of a programme's document in force (1MM-004, 1MM-028, 1MM-038).

    Refused with `policy-does-not-compile` (every problem is listed, the rule is the first one's
    code), `programme-named-alike`, `version-follows`, `effective-date-free`, or `pilot-decided`
    where it would end a pilot that was not decided to go on. The same document again changes
    nothing.
    """

    programme: Annotated[str, Length(min=1, max=60)]
    document: dict[str, Any]


class DecidePilotOutcome(Command):
    """Decide whether a pilot goes on, after which its policy may allow more (ASME-03).

    `outcome` is one of the policy's `pilot.decision`; `rationale` stays indoors. Refused with
    `pilot-runs` or `outcome-known`.
    """

    programme: Annotated[str, Length(min=1, max=60)]
    outcome: str
    rationale: Annotated[str, Length(min=1, max=4000)]


class GrantStaffRole(Command):
    """Make a person a member of staff in this role, of a region or an institution where named.

    In the programme it is asked in, each by itself; an institution's own role is of all.
    """

    person_id: UUID
    role: Role
    region: str | None = None
    institution_id: UUID | None = None


class EndStaffRole(Command):
    """Take that role from the person, in this programme. Repeating it changes nothing.

    Refused with `ending-names-the-programme` where it is asked outside any, and held in some.
    """

    person_id: UUID
    role: Role
    region: str | None = None
    institution_id: UUID | None = None


class AssignTraining(Command):
    """Assign a participant the training of their role (1MM-005).

    Decided on the record of `assigned_by`, who is the one asking and holds one of the policy's
    roles, everywhere or in `region`; refused with `assigner-asks` or `assigner-holds-the-role`.
    """

    assigned_by: UUID
    participant_id: UUID
    person_id: UUID
    role: Literal["mentor", "mentee"] = "mentor"
    age_band: AgeBand | None = None
    region: str | None = None
