"""Who counts as a member, and which rank that gives: read from the policy, decided by data."""

from collections.abc import Mapping
from typing import Any, Protocol

from shared.messages import Command, Event

from ..commands.membership import GrantMembership
from ..events.membership import PriorityTierAssigned
from ..events.mentee import MenteeMembershipNoted
from ..events.mentor import MentorMembershipNoted
from .asking import policy_now, policy_of
from .document.learning import Tier


class File(Protocol):
    """What is known of a participant: the basis by organisation they are a member of."""

    @property
    def memberships(self) -> Mapping[str, tuple[str, ...]]: ...


def membership(command: Command, file: File) -> str | None:
    wanted = policy_of(command).membership
    fits = wanted is None or wanted in file.memberships
    return None if fits else f"The programme is for members of {wanted}."


def organisation_known(command: GrantMembership, _: object) -> str | None:
    wanted = policy_now(command).membership
    fits = command.organisation == wanted
    return None if fits else "The programme is not for members of that organisation."


def basis_known(command: GrantMembership, _: object) -> str | None:
    known = {tag for one in policy_now(command).training.priority for tag in one.basis}
    strange = sorted(set(command.basis) - known)
    return f"No rank is given for: {', '.join(strange)}." if known and strange else None


def tier_of(basis: tuple[str, ...], priority: tuple[Tier, ...]) -> tuple[int, tuple[str, ...]]:
    """The best rank that any of these gives, and which of them give it.

    Whoever none of them ranks comes last; where the policy ranks nobody, everybody is first.
    """
    for one in sorted(priority, key=lambda one: one.tier):
        if fitting := tuple(tag for tag in basis if tag in one.basis):
            return one.tier, fitting
    return max((one.tier for one in priority), default=1), ()


def belonging(event: Event, file: File) -> dict[str, Any]:
    """What a participant's file knows of memberships and rank after this event."""
    match event:
        case MentorMembershipNoted() | MenteeMembershipNoted():
            others = {
                name: basis
                for name, basis in file.memberships.items()
                if name != event.organisation
            }
            own = {event.organisation: event.basis} if event.member else {}
            return {"memberships": {**others, **own}}
        case PriorityTierAssigned(tier=tier):
            return {"tier": tier}
        case _:
            return {}


granting_rules = (organisation_known, basis_known)
