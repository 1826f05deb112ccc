"""When profiles says more of people, what matching asks of itself: details, members, ranks."""

from typing import Any

from shared.envelope import Envelope
from shared.messages import Command

from ..commands import (
    NoteMembership,
    NoteMembershipLapse,
    NoteMenteeDetails,
    NoteMentorDetails,
    NotePriorityTier,
)
from ..heard import (
    MembershipEnded,
    MembershipGranted,
    MenteeDetailsChanged,
    MentorDetailsChanged,
    PriorityTierAssigned,
)
from .pools import noting, pool_of

Asks = list[Command]


def when_mentor_details_changed_then_note(heard: Envelope[MentorDetailsChanged]) -> Asks:
    return noting(NoteMentorDetails, heard)


def when_mentee_details_changed_then_note(heard: Envelope[MenteeDetailsChanged]) -> Asks:
    return noting(NoteMenteeDetails, heard)


def when_tier_assigned_then_note(heard: Envelope[PriorityTierAssigned]) -> Asks:
    """ASME-29: a mentee's rank; a mentor's is for places in training, which are not ours."""
    told = heard.data
    if told.role != "mentee":
        return []
    return noting(NotePriorityTier, heard, mentee_id=told.participant_id)


def when_membership_granted_then_note(heard: Envelope[MembershipGranted]) -> Asks:
    return membership(heard, member=True)


def when_membership_ended_then_note(heard: Envelope[MembershipEnded]) -> Asks:
    return membership(heard, member=False)


def membership(heard: Envelope[Any], *, member: bool) -> Asks:
    told = heard.data
    who = {"reader_id": told.person_id, "programme": told.programme}
    asked: Asks = [NoteMembership(**who, organisation=told.organisation, member=member)]
    return [*asked, *lapse(told, lapsed=not member)]


def lapse(told: MembershipGranted | MembershipEnded, *, lapsed: bool) -> Asks:
    """ASME-13: the pool knows it too, since whoever is no member asks for no mentor."""
    return [
        NoteMembershipLapse(
            pool_id=pool_of(told.programme),
            person_id=told.person_id,
            organisation=told.organisation,
            lapsed=lapsed,
        )
    ]


details = (
    when_mentor_details_changed_then_note,
    when_mentee_details_changed_then_note,
    when_tier_assigned_then_note,
    when_membership_granted_then_note,
    when_membership_ended_then_note,
)
