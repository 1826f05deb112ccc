"""What a mentor tells beyond the profile, who is shown it, and what others hear of a change."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands import telling as ask
from ..commands.mentor import ListMentor, UpdateMentorProfile
from ..events import telling as told
from ..policies.asking import only, policy_of
from ..policies.completeness import missing, percent
from ..policies.telling import (
    availability_rules,
    boundary_rules,
    reading_availability_rules,
    willingness_rules,
)
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

Here = Draft | Submitted | Accepted | Listed | Paused


def declare(command: ask.DeclareWillingness, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey(willingness_rules, command, here.file)
    if command.ways == here.file.willingness:
        return []
    return [told.WillingnessDeclared.following(command, allowed_by=allowed)]


def state_boundaries(command: ask.StateHelpBoundaries, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey(boundary_rules, command, here.file)
    stated = told.HelpBoundariesStated.following(
        command, person_id=here.file.person_id, allowed_by=allowed
    )
    return [stated]


def state_availability(command: ask.StateAvailability, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey(availability_rules, command, here.file)
    stated = told.AvailabilityStated.following(
        command, person_id=here.file.person_id, allowed_by=allowed
    )
    return [stated]


def read_availability(command: ask.ReadAvailability, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey(reading_availability_rules, command, here.file)
    return [told.AvailabilityRead.following(command, allowed_by=allowed)]


def note_match(command: ask.NoteMentorMatch, now: Mentoring) -> list[Event]:
    news = isinstance(now, Known) and command.mentee_id not in now.file.matched
    return [told.MentorMatched.following(command)] if news else []


def note_match_ended(command: ask.NoteMentorMatchEnded, now: Mentoring) -> list[Event]:
    news = isinstance(now, Known) and command.mentee_id in now.file.matched
    return [told.MentorUnmatched.following(command)] if news else []


def details_changed(before: Mentoring, after: Mentoring) -> list[Event]:
    """Whoever looks for mentors knows of every change since the mentor was listed."""
    if not isinstance(before, Listed | Paused) or not isinstance(after, Listed | Paused):
        return []
    if before.file.details == after.file.details:
        return []
    file = after.file
    changed = told.MentorDetailsChanged(
        mentor_id=file.mentor_id, person_id=file.person_id, **file.details
    )
    return [changed]


def nudged(command: Command, after: Mentoring) -> list[Event]:
    """A word, once, where a profile tells less than the policy hopes for (JOH-15)."""
    asked = isinstance(command, UpdateMentorProfile | ListMentor)
    if not asked or not isinstance(after, Here) or after.file.nudged:
        return []
    rules, share = policy_of(command), percent(after.file, policy_of(command))
    if share >= rules.mentor.completeness_nudge.below:
        return []
    return [
        told.ProfileNudged(
            mentor_id=after.file.mentor_id, percent=share, missing=missing(after.file, rules)
        )
    ]


TELLING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.DeclareWillingness: declare,
    ask.StateHelpBoundaries: state_boundaries,
    ask.StateAvailability: state_availability,
    ask.ReadAvailability: read_availability,
    ask.NoteMentorMatch: note_match,
    ask.NoteMentorMatchEnded: note_match_ended,
}
