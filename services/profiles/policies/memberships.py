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
from .files import name_of

Known = Mapping[str, tuple[str, ...]]


class File(Protocol):
    """What is known of a participant: the basis by organisation they are a member of."""

    @property
    def memberships(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def verified(self) -> Mapping[str, tuple[str, ...]]: ...


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


def instead(known: Known, organisation: str, tags: tuple[str, ...] | None) -> Known:
    """The same, with this in the organisation's place; None takes it out."""
    others = {name: own for name, own in known.items() if name != organisation}
    return others if tags is None else {**others, organisation: tags}


def belonging(event: Event, file: File) -> dict[str, Any]:
    """What a participant's file knows of memberships and rank after this event."""
    match event:
        case MentorMembershipNoted() | MenteeMembershipNoted():
            basis, facets = (event.basis, event.facets) if event.member else (None, None)
            return {
                "memberships": instead(file.memberships, event.organisation, basis),
                "verified": instead(file.verified, event.organisation, facets),
            }
        case PriorityTierAssigned(tier=tier):
            return {"tier": tier}
        case _:
            return {}


def verified_known(command: GrantMembership, _: object) -> str | None:
    known = set(policy_now(command).mentor.facets)
    strange = sorted({name_of(one) for one in command.facets} - known)
    return f"A profile of this programme does not tell: {', '.join(strange)}." if strange else None


granting_rules = (organisation_known, basis_known, verified_known)
