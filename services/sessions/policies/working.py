"""The rules of writing up: topics and areas from the policy's lists, notes of a bearable length."""

from datetime import timedelta
from typing import Any

from shared.messages import Command

from ..commands import (
    AttestSession,
    CompleteCheckIn,
    CorrectSession,
    IdentifyDevelopmentArea,
    ProposeAgenda,
    RecordSession,
    RecordSessionNote,
    RescheduleSession,
    SetGoal,
    SuggestRoute,
)
from .plan import Plan
from .terms import after, terms


def relationship_is_known(_: Command, plan: Plan) -> str | None:
    return None if plan.pair else "No such relationship is known."


def speaks_for_themself(ask: Any, _: Plan) -> str | None:
    """One of the two says what they did, not what the other did; the office may say either.

    Another mentor or mentee was refused before: it is not their relationship.
    """
    role = ask.asked.by.role
    other = role in ("mentor", "mentee") and role != ask.by_role
    return "Nobody answers for the other." if other else None


def note_is_short_enough(
    ask: RecordSession | RecordSessionNote | CompleteCheckIn, _: Plan
) -> str | None:
    limit = terms(ask).sessions.note_max_length
    return f"A note has at most {limit} characters." if len(ask.note) > limit else None


def topics_are_listed(ask: RecordSessionNote | ProposeAgenda, _: Plan) -> str | None:
    listed = terms(ask).sessions.topics
    known = set(ask.topics) <= set(listed)
    return None if known else f"The topics are: {', '.join(listed)}."


def area_is_listed(ask: IdentifyDevelopmentArea, _: Plan) -> str | None:
    listed = terms(ask).sessions.development_areas
    return None if ask.code in listed else f"The areas are: {', '.join(listed)}."


def goal_has_steps(ask: SetGoal, _: Plan) -> str | None:
    """1MM-093; JOH-09 where the policy leaves the way open."""
    needed = terms(ask).goals.steps == "required"
    return "A goal has at least one step." if needed and not ask.steps else None


def mentor_suggests(ask: SuggestRoute, _: Plan) -> str | None:
    """JOH-09; the office may enter what the mentor said."""
    return "The mentor suggests ways." if ask.asked.by.role == "mentee" else None


def session_is_over(ask: RecordSession, _: Plan) -> str | None:
    ends = ask.started_at + timedelta(minutes=ask.minutes)
    return "A session is recorded once it is over." if ask.asked.at < ends else None


def moves_are_left(ask: RescheduleSession, plan: Plan) -> str | None:
    most = terms(ask).sessions.reschedule.max
    spent = most is not None and plan.moves.get(ask.session_id, 0) >= most
    return f"A session is moved at most {most} time(s)." if spent else None


def second_voice(ask: AttestSession, plan: Plan) -> str | None:
    own = plan.held[ask.session_id].recorded_by == str(ask.asked.by)
    return "Whoever made the record cannot attest it." if own else None


def corrector_may(ask: CorrectSession, plan: Plan) -> str | None:
    policy, record = terms(ask).sessions.correction, plan.held[ask.session_id]
    if ask.asked.by.role in policy.roles:
        return None
    in_time = ask.asked.at <= after(ask, record.written_at, policy.recorder_within)
    own = record.recorded_by == str(ask.asked.by)
    return None if own and in_time else "The recorder corrects in time; the office does after that."
