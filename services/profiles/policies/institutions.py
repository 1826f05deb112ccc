"""What is known about an institution, and the rules for working through it.

Institutions outlive policies and serve several programmes: the rules in force now hold for them.
"""

from dataclasses import dataclass
from uuid import UUID

from ..commands.institution import (
    ActivateInstitution,
    AppointSafeguardingLead,
    ProposeInstitution,
    ReinstateInstitution,
)
from .asking import policy_now


@dataclass(frozen=True)
class File:
    """What has been recorded; `holders` are (role, person)."""

    type: str = ""
    region: str = ""
    approved: bool = False
    agreed: bool = False
    holders: frozenset[tuple[str, UUID]] = frozenset()
    premises: frozenset[UUID] = frozenset()
    waiting: tuple[UUID, ...] = ()
    vouched: frozenset[UUID] = frozenset()

    @property
    def filled(self) -> frozenset[str]:
        return frozenset(role for role, _ in self.holders)


def institution_type_known(command: ProposeInstitution, _: File) -> str | None:
    types = policy_now(command).institution.types
    return None if command.type in types else f"The programme works with: {', '.join(types)}."


def institution_role_known(command: AppointSafeguardingLead, _: File) -> str | None:
    roles = policy_now(command).institution.required_roles
    return None if command.role in roles else f"The roles are: {', '.join(roles)}."


def review_passed(_: ActivateInstitution, file: File) -> str | None:
    return None if file.approved else "The institution has not passed its review."


def agreement_signed(_: ActivateInstitution, file: File) -> str | None:
    return None if file.agreed else "The partnership agreement is not signed."


def roles_filled(command: ActivateInstitution | ReinstateInstitution, file: File) -> str | None:
    required = policy_now(command).institution.required_roles
    vacant = [role for role in required if role not in file.filled]
    return f"Nobody holds: {', '.join(vacant)}." if vacant else None


proposing_rules = (institution_type_known,)
appointing_rules = (institution_role_known,)
activating_rules = (review_passed, agreement_signed, roles_filled)
reinstating_rules = (roles_filled,)
