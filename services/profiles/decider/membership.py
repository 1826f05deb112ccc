"""How a person's memberships are kept, and who is told of them: each programme by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.membership import EndMembership, FollowMembership, GrantMembership
from ..events.membership import (
    MembershipConfirmed,
    MembershipEnded,
    MembershipFollowed,
    MembershipGranted,
    MembershipLapsed,
)
from ..policies.memberships import granting_rules

Follower = tuple[UUID, str]


@dataclass(frozen=True)
class Memberships:
    """By programme: the basis by organisation, and the participations that are told."""

    current: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    followers: Mapping[str, tuple[Follower, ...]] = field(default_factory=dict)


def decide(command: Command, known: Memberships) -> list[Event]:
    if command.asked.rules is None:
        raise Refused("no-policy", "A membership is recorded for a programme.", "policy")
    programme = command.asked.rules.programme
    match command:
        case GrantMembership() as ask:
            return grant(ask, programme, known)
        case EndMembership() as ask:
            return end(ask, programme, known)
        case FollowMembership() as ask:
            return follow(ask, programme, known)
        case _:
            raise NotImplementedError(type(command).__name__)


def grant(command: GrantMembership, programme: str, known: Memberships) -> list[Event]:
    basis = tuple(sorted(set(command.basis)))
    if known.current.get(programme, {}).get(command.organisation) == basis:
        return []
    allowed = obey(granting_rules, command, known)
    granted = MembershipGranted.following(
        command, programme=programme, basis=basis, allowed_by=allowed
    )
    told = [
        MembershipConfirmed.following(command, participant_id=one, role=role, basis=basis)
        for one, role in known.followers.get(programme, ())
    ]
    return [granted, *told]


def end(command: EndMembership, programme: str, known: Memberships) -> list[Event]:
    if command.organisation not in known.current.get(programme, {}):
        return []
    told = [
        MembershipLapsed.following(command, participant_id=one, role=role)
        for one, role in known.followers.get(programme, ())
    ]
    return [MembershipEnded.following(command, programme=programme), *told]


def follow(command: FollowMembership, programme: str, known: Memberships) -> list[Event]:
    if (command.participant_id, command.role) in known.followers.get(programme, ()):
        return []
    told = [
        MembershipConfirmed.following(command, organisation=organisation, basis=basis)
        for organisation, basis in known.current.get(programme, {}).items()
    ]
    return [MembershipFollowed.following(command, programme=programme), *told]


def evolve(known: Memberships, event: Event) -> Memberships:
    match event:
        case MembershipGranted(programme=programme, organisation=organisation, basis=basis):
            here = {**known.current.get(programme, {}), organisation: basis}
            return replace(known, current={**known.current, programme: here})
        case MembershipEnded(programme=programme, organisation=organisation):
            left = dict(known.current.get(programme, {}))
            left.pop(organisation, None)
            return replace(known, current={**known.current, programme: left})
        case MembershipFollowed(programme=programme, participant_id=one, role=role):
            all_ = (*known.followers.get(programme, ()), (one, role))
            return replace(known, followers={**known.followers, programme: all_})
        case _:
            return known


membership: Decider[Memberships] = Decider(
    "membership-{person_id}",
    Memberships(),
    decide,
    evolve,
    accepts=(GrantMembership, EndMembership, FollowMembership),
)
