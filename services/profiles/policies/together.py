"""Who gets bulletins and who knows whom: the rules, and what is known of the readers."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from immutables import Map

from shared.messages import Event

from ..commands.together import JoinCommunity, PublishBulletin
from ..events.mentor import MentorRoleEnded, MentorWithdrawn
from ..events.together import (
    BulletinDelivered,
    CommunityJoined,
    CommunityLeft,
    MentorOptedIn,
    MentorOptedOut,
)
from .asking import policy_now, programme_of


@dataclass(frozen=True)
class Readership:
    """Every mentor to whom bulletins are offered, and the bulletins that went out. Mentors are
    many: nothing is copied for one of them.
    """

    readers: Map[UUID, None] = Map()
    sent: frozenset[UUID] = frozenset()


class File(Protocol):
    """What a mentor's own record knows of these things."""

    @property
    def mentor_id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def opted_out(self) -> frozenset[str]: ...
    @property
    def bulletins(self) -> frozenset[UUID]: ...


def own_programme(command: PublishBulletin, _: object) -> str | None:
    own = command.programme == programme_of(command)
    return None if own else "A bulletin is for the programme it is asked in."


def bulletins_offered(command: PublishBulletin, _: object) -> str | None:
    offered = policy_now(command).support.bulletin
    return None if offered else "This programme has no bulletin."


def community_offered(command: JoinCommunity, _: object) -> str | None:
    offered = policy_now(command).support.community is not None
    return None if offered else "This programme has no community of mentors."


def own_wish(command: JoinCommunity, mentor: File) -> str | None:
    own = command.asked.by.id in {str(mentor.mentor_id), str(mentor.person_id)}
    return None if own else "Whether to be known to others, everybody decides alone."


def kept_together(event: Event, file: File) -> dict[str, Any]:
    """What a mentor's file knows of bulletins and the community after this event."""
    match event:
        case MentorOptedOut(purpose=purpose):
            return {"opted_out": file.opted_out | {purpose}}
        case MentorOptedIn(purpose=purpose):
            return {"opted_out": file.opted_out - {purpose}}
        case BulletinDelivered(bulletin_id=bulletin):
            return {"bulletins": file.bulletins | {bulletin}}
        case CommunityJoined():
            return {"in_community": True}
        case CommunityLeft() | MentorRoleEnded() | MentorWithdrawn():
            return {"in_community": False}
        case _:
            return {}


bulletin_rules = (own_programme, bulletins_offered)
joining_rules = (community_offered, own_wish)
