"""How a person's memberships are kept, and who is told of them: each programme by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.membership import (
    ConsultDirectory,
    EndMembership,
    FollowMembership,
    GrantMembership,
)
from ..events.membership import (
    DirectoryConsulted,
    MembershipConfirmed,
    MembershipEnded,
    MembershipFollowed,
    MembershipGranted,
    MembershipLapsed,
)
from ..policies.directory import Reader, directory_rules
from ..policies.memberships import granting_rules

Follower = tuple[UUID, str]


class Member(NamedTuple):
    """In which ways somebody is a member, and what the office verified of them."""

    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memberships:
    """By programme: the membership by organisation, and the participations that are told."""

    current: Mapping[str, Mapping[str, Member]] = field(default_factory=dict)
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
        case ConsultDirectory() as ask:
            organisations = frozenset(known.current.get(programme, {}))
            reader = Reader(organisations, takes_part=programme in known.followers)
            allowed = obey(directory_rules, ask, reader)
            return [DirectoryConsulted.following(ask, programme=programme, allowed_by=allowed)]
        case _:
            raise NotImplementedError(type(command).__name__)


def grant(command: GrantMembership, programme: str, known: Memberships) -> list[Event]:
    basis = tuple(sorted(set(command.basis)))
    member = Member(basis, tuple(sorted(set(command.facets))))
    if known.current.get(programme, {}).get(command.organisation) == member:
        return []
    allowed = obey(granting_rules, command, known)
    granted = MembershipGranted.following(
        command, programme=programme, **member._asdict(), allowed_by=allowed
    )
    told = [
        MembershipConfirmed.following(command, participant_id=one, role=role, **member._asdict())
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
        MembershipConfirmed.following(command, organisation=organisation, **member._asdict())
        for organisation, member in known.current.get(programme, {}).items()
    ]
    return [MembershipFollowed.following(command, programme=programme), *told]


def evolve(known: Memberships, event: Event) -> Memberships:
    match event:
        case MembershipGranted(programme=programme, organisation=organisation) as one:
            member = Member(one.basis, one.facets)
            here = {**known.current.get(programme, {}), organisation: member}
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
    accepts=(GrantMembership, EndMembership, ConsultDirectory, FollowMembership),
)
