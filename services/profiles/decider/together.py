"""How a mentor gets bulletins or does without, and joins the community or leaves it."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import together as ask
from ..events import together as told
from ..policies.asking import only
from ..policies.files import Mentor
from ..policies.together import joining_rules
from .mentor_stages import MENTORS, Known, Listed, Mentoring

BULLETIN = "bulletin"


def deliver(command: ask.DeliverBulletin, now: Mentoring) -> list[Event]:
    # Only who is listed is active; each bulletin is remembered, so that it comes once.
    if not isinstance(now, Listed) or command.bulletin_id in now.file.bulletins:
        return []
    wanted = BULLETIN not in now.file.opted_out
    return [told.BulletinDelivered.following(command)] if wanted else []


def opt_out(command: ask.OptOut, now: Mentoring) -> list[Event]:
    file = known(command, now)
    if command.purpose in file.opted_out:
        return []
    return [told.MentorOptedOut.following(command, person_id=file.person_id)]


def opt_in(command: ask.OptIn, now: Mentoring) -> list[Event]:
    file = known(command, now)
    if command.purpose not in file.opted_out:
        return []
    return [told.MentorOptedIn.following(command, person_id=file.person_id)]


def join(command: ask.JoinCommunity, now: Mentoring) -> list[Event]:
    file: Mentor = only(command, now, *MENTORS).file
    if file.in_community:
        return []
    allowed = obey(joining_rules, command, file)
    return [told.CommunityJoined.following(command, person_id=file.person_id, allowed_by=allowed)]


def leave(command: ask.LeaveCommunity, now: Mentoring) -> list[Event]:
    file = known(command, now)
    if not file.in_community:
        return []
    return [told.CommunityLeft.following(command, person_id=file.person_id)]


def known(command: Command, now: Mentoring) -> Mentor:
    """The file of anybody who ever applied; else impossible."""
    if isinstance(now, Known):
        return now.file
    raise Refused.impossible(command, now)


TOGETHER: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.DeliverBulletin: deliver,
    ask.OptOut: opt_out,
    ask.OptIn: opt_in,
    ask.JoinCommunity: join,
    ask.LeaveCommunity: leave,
}
