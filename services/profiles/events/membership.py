"""What is recorded about memberships: one stream a person, each programme by itself."""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

Basis = Annotated[tuple[str, ...], Indoors()]


class MembershipGranted(Event, published=True):
    """The programme knows the person as a member; the ways in which stay indoors (ASME-13).

    So do the facets that the office verified, such as the year of matriculation (JOH-01).
    """

    programme: str
    person_id: UUID
    organisation: str
    basis: Basis = ()
    facets: Basis = ()


class MembershipEnded(Event, published=True):
    """The programme no longer knows the person as a member (ASME-13)."""

    programme: str
    person_id: UUID
    organisation: str


class DirectoryConsulted(Event):
    """Somebody who may asked for a mentor's entry in the directory (ASME-33)."""

    programme: str
    person_id: UUID
    mentor_id: UUID


class MembershipFollowed(Event):
    """Somebody takes part, or wants to, in a programme for members."""

    programme: str
    person_id: UUID
    participant_id: UUID
    role: str


class MembershipConfirmed(Event):
    """A participation is told that the person is a member, and in which ways."""

    participant_id: UUID
    role: str
    organisation: str
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


class MembershipLapsed(Event):
    """A participation is told that the person is no longer a member."""

    participant_id: UUID
    role: str
    organisation: str


class PriorityTierAssigned(Event, published=True):
    """Which rank somebody has by the policy of that version, 1 first (ASME-26 to ASME-29)."""

    participant_id: UUID
    person_id: UUID
    role: str
    tier: int
    policy_version: int
    basis: Basis = ()
