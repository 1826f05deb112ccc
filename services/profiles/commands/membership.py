"""What can be asked about a person's membership of the organisation a programme is for."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

from .telling import Facet

Organisation = Annotated[str, Length(min=1, max=60)]
Tag = Annotated[str, Length(min=1, max=60)]


class GrantMembership(Command):
    """The person is a member, as far as this programme is concerned (ASME-13).

    `basis` says in which ways, in the words of the policy's priority tiers (ASME-26 to ASME-28);
    granted again with another basis it replaces the one before. `facets` are what the office found
    true, such as `matriculation_year=1998`: they count before what a profile says (JOH-01). Refused
    with `organisation-known`, `basis-known` or `verified-known`.
    """

    person_id: UUID
    organisation: Organisation
    basis: tuple[Tag, ...] = ()
    facets: tuple[Facet, ...] = ()


class EndMembership(Command):
    """The person is no longer a member (ASME-13). Repeating it changes nothing."""

    person_id: UUID
    organisation: Organisation


class ConsultDirectory(Command):
    """Somebody wants to see a mentor's entry (ASME-33, JOH-01). Refused with `directory-open`."""

    person_id: UUID
    mentor_id: UUID


class FollowMembership(Consequence):
    """Asked by a reaction: tell this participation of the person's membership from now on."""

    person_id: UUID
    participant_id: UUID
    role: Literal["mentor", "mentee"]
