"""How a participant's file follows the person's membership, and what a member may then ask for."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands import mentor as ask
from ..commands.mentee import NoteMenteeMembership
from ..events import mentor as told
from ..events.membership import PriorityTierAssigned
from ..policies.asking import only, policy_of
from ..policies.files import Mentor
from ..policies.memberships import tier_of
from ..policies.mentees import Mentee
from ..policies.mentors import place_rules
from .mentor_stages import (
    APPLICANTS,
    MENTORS,
    Accepted,
    Draft,
    Known,
    Listed,
    Mentoring,
    Paused,
    Submitted,
)

Note = ask.NoteMembership | NoteMenteeMembership
Here = Draft | Submitted | Accepted | Listed | Paused


def unchanged(command: Note, file: Mentor | Mentee) -> bool:
    """Whether the file says so already."""
    known = file.memberships.get(command.organisation)
    if not command.member or known is None:
        return known is None and not command.member
    return (known, file.verified.get(command.organisation)) == (command.basis, command.facets)


def ranked(command: Note, file: Mentor | Mentee, participant: UUID, role: str) -> list[Event]:
    """The rank of a member, where the policy ranks members and it is another than before."""
    rules = policy_of(command)
    if not (command.member and rules.training.priority):
        return []
    tier, basis = tier_of(command.basis, rules.training.priority)
    if tier == file.tier or command.asked.rules is None:
        return []
    assigned = PriorityTierAssigned(
        participant_id=participant,
        person_id=file.person_id,
        role=role,
        tier=tier,
        policy_version=command.asked.rules.version,
        basis=basis,
    )
    return [assigned]


def note(command: ask.NoteMembership, now: Mentoring) -> list[Event]:
    """A mentor who is no longer a member leaves the lists; what is under way goes on (ASME-13)."""
    if not isinstance(now, Known) or unchanged(command, now.file):
        return []
    noted = told.MentorMembershipNoted.following(command)
    needed = policy_of(command).membership == command.organisation
    if needed and not command.member and isinstance(now, Listed):
        return [noted, told.MentorPaused.following(command, person_id=now.file.person_id)]
    if not isinstance(now, Here):
        return [noted]  # whoever has gone may come back, and then it counts
    return [noted, *ranked(command, now.file, now.file.mentor_id, "mentor")]


def request_place(command: ask.RequestWorkshopPlace, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    return [told.WorkshopPlaceRequested.following(command, **rank(command, here.file))]


def rank(command: Command, file: Mentor | Mentee) -> dict[str, Any]:
    """When the place was asked for, and with which rank by which version of the policy."""
    allowed = obey(place_rules, command, file)
    rules = policy_of(command)
    known = file.memberships.get(rules.membership or "", ())
    tier, basis = tier_of(known, rules.training.priority)
    return {
        "tier": tier,
        "basis": basis,
        "policy_version": command.asked.rules.version if command.asked.rules else 0,
        "submitted_at": command.asked.at,
        "allowed_by": allowed,
    }


BELONGING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.NoteMembership: note,
    ask.RequestWorkshopPlace: request_place,
}
