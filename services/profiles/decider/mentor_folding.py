"""What events beyond the profile add to a mentor's file: what was told, matches, and the end."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.messages import Event

from ..events import mentor as told
from ..events import telling as more
from ..events.returning import MentorReinstated
from ..policies.files import Mentor


def beyond(event: Event, file: Mentor) -> dict[str, Any]:
    """What the mentor told beyond the profile, and who may see how they are reached."""
    match event:
        case more.WillingnessDeclared(ways=ways):
            return {"willingness": ways}
        case more.HelpBoundariesStated(cannot_help=topics):
            return {"cannot_help": topics, "has_boundaries": True}
        case more.AvailabilityStated():
            return {"has_availability": True}
        case more.ProfileNudged():
            return {"nudged": True}
        case _:
            return {"matched": matched(event, file)}


def matched(event: Event, file: Mentor) -> Mapping[UUID, UUID]:
    match event:
        case more.MentorMatched(mentee_id=mentee, mentee_person_id=person):
            return {**file.matched, mentee: person}
        case more.MentorUnmatched(mentee_id=gone):
            return {one: who for one, who in file.matched.items() if one != gone}
        case _:
            return file.matched


def ended(event: Event) -> dict[str, Any]:
    """For what the role was ended, until the mentor is back, and whether others know of a pause."""
    match event:
        case told.MentorPaused() | told.MentorResumed():
            return {"paused": isinstance(event, told.MentorPaused)}
        case told.MentorRoleEnded(reason_code=reason, case_ref=case):
            return {"ended_for": reason, "ended_case": case}
        case MentorReinstated():
            return {"ended_for": None, "ended_case": None}
        case _:
            return {}
