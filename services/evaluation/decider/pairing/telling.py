"""What others tell of a participation, recorded once however often it is told."""

from datetime import datetime

from shared.asked import Asked
from shared.messages import Command, Event

from ...commands import (
    BindRelationship,
    CountSession,
    EnrolParticipant,
    NoteBeginning,
    NoteEnding,
    NoteResponse,
)
from ...events import (
    FirstMeetingReached,
    ParticipantEnrolled,
    RelationshipBegun,
    RelationshipBound,
    RelationshipOver,
    ResponseNoted,
    SessionCounted,
)
from ...events.pairing import Verdict
from ...policies.asked_for import day_there, rules_of
from .participation import Journey, Participation

# What may still come after what: a late word about an earlier step changes nothing.
RANK = {"asked": 0, "expired": 1, "declined": 2, "submitted": 3, "invalidated": 4}
DAYS_A_WEEK = 7


def told(command: Command, known: Participation) -> list[Event]:
    match command:
        case EnrolParticipant() if known.applied_at is None:
            return [ParticipantEnrolled.following(command)]
        case NoteResponse() as ask if is_news(ask, known):
            return [ResponseNoted.following(ask)]
        case BindRelationship() | NoteBeginning() | NoteEnding() | CountSession():
            return on_the_way(command, known, known.journey(command.relationship_id))
        case _:
            return []


def on_the_way(command: Command, known: Participation, journey: Journey) -> list[Event]:
    match command:
        case BindRelationship() if journey.made_at is None:
            return [RelationshipBound.following(command, first=known.first_bound is None)]
        case NoteBeginning() if journey.started_at is None:
            return [RelationshipBegun.following(command)]
        case NoteEnding(ended_on=day) if journey.ended_on != day:
            return [RelationshipOver.following(command)]
        case CountSession() as ask if ask.session_id not in journey.sessions:
            return [SessionCounted.following(ask), *first_meeting(ask, known)]
        case _:
            return []


def is_news(ask: NoteResponse, known: Participation) -> bool:
    """Further on than what is known of the same questionnaire; or another one in place of one that
    will not count.
    """
    last = known.noted(ask.phase, ask.relationship_id)
    if last is None:
        return True
    if last.response_id == ask.response_id:
        return RANK[ask.status] > RANK[last.status]
    return last.status != "submitted" and ask.status in {"asked", "submitted"}


def first_meeting(ask: CountSession, known: Participation) -> list[Event]:
    """How long it took from applying to meeting, judged by the programme's band of weeks."""
    if known.met or known.applied_at is None:
        return []
    lead = rules_of(ask.asked.rules).lead_time
    weeks = lead.weeks if lead else ()
    days = days_between(ask.asked, known.applied_at, ask.held_at)
    return [
        FirstMeetingReached(
            participant_id=ask.participant_id,
            days=days,
            expected_weeks=weeks,
            verdict=verdict(days, weeks),
        )
    ]


def days_between(asked: Asked, start: datetime, end: datetime) -> int:
    return (day_there(asked, end) - day_there(asked, start)).days


def verdict(days: int, weeks: tuple[int, ...]) -> Verdict:
    if not weeks:
        return "no_expectation"
    if days < DAYS_A_WEEK * min(weeks):
        return "sooner"
    return "later" if days > DAYS_A_WEEK * max(weeks) else "as_expected"
