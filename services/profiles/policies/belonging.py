"""What follows from memberships and from requests for places: files are told, lines are joined."""

from shared.envelope import Envelope
from shared.messages import Command

from .. import events as told
from ..commands.membership import FollowMembership
from ..commands.mentee import NoteMenteeMembership
from ..commands.mentor import NoteMembership
from ..commands.training import GiveOutWorkshopPlaces, QueueForWorkshopPlace


def when_mentor_applied_then_follow_the_membership(
    seen: Envelope[told.MentorApplicationStarted],
) -> list[Command]:
    one = seen.data
    if one.membership is None:
        return []
    return [FollowMembership(person_id=one.person_id, participant_id=one.mentor_id, role="mentor")]


def when_mentee_referred_then_follow_the_membership(
    seen: Envelope[told.MenteeReferred],
) -> list[Command]:
    one = seen.data
    if one.membership is None:
        return []
    return [FollowMembership(person_id=one.person_id, participant_id=one.mentee_id, role="mentee")]


def when_membership_confirmed_then_note(seen: Envelope[told.MembershipConfirmed]) -> list[Command]:
    one = seen.data
    if one.role == "mentor":
        mentor_id, name = one.participant_id, one.organisation
        return [
            NoteMembership(
                mentor_id=mentor_id, organisation=name, basis=one.basis, facets=one.facets
            )
        ]
    return [
        NoteMenteeMembership(
            mentee_id=one.participant_id,
            organisation=one.organisation,
            basis=one.basis,
            facets=one.facets,
        )
    ]


def when_membership_lapsed_then_note(seen: Envelope[told.MembershipLapsed]) -> list[Command]:
    id_, name = seen.data.participant_id, seen.data.organisation
    if seen.data.role == "mentor":
        return [NoteMembership(mentor_id=id_, organisation=name, member=False)]
    return [NoteMenteeMembership(mentee_id=id_, organisation=name, member=False)]


def when_place_requested_then_queue(seen: Envelope[told.WorkshopPlaceRequested]) -> list[Command]:
    one = seen.data
    return [
        QueueForWorkshopPlace(
            workshop_id=one.workshop_id,
            participant_id=one.mentor_id,
            tier=one.tier,
            submitted_at=one.submitted_at,
        )
    ]


def when_mentee_requested_then_queue(seen: Envelope[told.MenteePlaceRequested]) -> list[Command]:
    one = seen.data
    return [
        QueueForWorkshopPlace(
            workshop_id=one.workshop_id,
            participant_id=one.mentee_id,
            tier=one.tier,
            submitted_at=one.submitted_at,
        )
    ]


def when_requests_closed_then_give_out(
    seen: Envelope[told.WorkshopRequestsClosed],
) -> list[Command]:
    # In the order of the log: whoever asked before this was followed before this, and is in line.
    return [GiveOutWorkshopPlaces(workshop_id=seen.data.workshop_id)]


of_members = (
    when_mentor_applied_then_follow_the_membership,
    when_mentee_referred_then_follow_the_membership,
    when_membership_confirmed_then_note,
    when_membership_lapsed_then_note,
    when_place_requested_then_queue,
    when_mentee_requested_then_queue,
    when_requests_closed_then_give_out,
)
