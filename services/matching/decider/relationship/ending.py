"""Ending and parting: two facts, and a way back."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.durations import day_of
from shared.messages import Command, Event
from shared.refusals import Refused

from ...commands import (
    CloseRelationship,
    ConcludeRelationship,
    EndRelationship,
    RecordClosureStep,
    ReverseEnd,
)
from ...events import (
    ClosureStepCompleted,
    EndReversed,
    RelationshipClosed,
    RelationshipEnded,
    RelationshipSuspended,
)
from ...policies.pairs import Ended, Live, Relationship
from ...policies.relationships import closing_rules, ending_rules, reversing_rules
from ...policies.roles import side_of
from ...policies.views import begun_under
from .beginning import going_on, notice_before


def end(ask: EndRelationship, state: Relationship) -> list[Event]:
    if isinstance(state, Ended):
        return []
    live = going_on(ask, state)
    allowed = obey(ending_rules, ask, live)
    return [ended(ask, live, allowed)]


def conclude(ask: ConcludeRelationship, state: Relationship) -> list[Event]:
    return [ended(ask, state, ())] if isinstance(state, Live) else []


def ended(
    ask: EndRelationship | ConcludeRelationship, live: Live, allowed: tuple[str, ...]
) -> RelationshipEnded:
    programme = begun_under(ask)
    closure = programme.relationship.closure
    return RelationshipEnded.following(
        ask,
        mentor_id=live.mentor_id,
        mentor_person_id=live.mentor_person_id,
        mentee_id=live.mentee_id,
        mentee_person_id=live.mentee_person_id,
        effective_on=ask.effective_on or day_of(ask.asked.at, programme.policy.time_zone),
        by_role=side_of(ask.asked.by),
        pool_id=live.pool_id,
        institution_id=live.institution_id,
        steps=closure.steps,
        closure_due_at=programme.later(ask.asked.at, closure.within),
        allowed_by=allowed,
    )


def over(command: Command, state: Relationship) -> Ended:
    if isinstance(state, Ended):
        return state
    raise Refused.impossible(command, state)


def step(ask: RecordClosureStep, state: Relationship) -> list[Event]:
    now = over(ask, state)
    allowed = obey(closing_rules, ask, now)
    if ask.step in now.done:
        return []
    done = ClosureStepCompleted.following(ask, allowed_by=allowed)
    last = not now.closed and now.missing == (ask.step,)
    return [done, RelationshipClosed.following(ask, complete=True, missing=())] if last else [done]


def close(ask: CloseRelationship, state: Relationship) -> list[Event]:
    match state:
        case Ended(closed=False, closure_due_at=due_at) as now if ask.asked.at >= due_at:
            missing = now.missing
            return [RelationshipClosed.following(ask, complete=not missing, missing=missing)]
        case _:
            return []


def reverse(ask: ReverseEnd, state: Relationship) -> list[Event]:
    if isinstance(state, Live):
        return []
    now = over(ask, state)
    allowed = obey(reversing_rules, ask, now)
    ends_at = now.was.term_ends_at
    told: list[Event] = [
        EndReversed.following(
            ask,
            pool_id=now.was.pool_id,
            institution_id=now.was.institution_id,
            term_ends_at=ends_at,
            notice_at=ends_at and notice_before(ends_at, begun_under(ask)),
            allowed_by=allowed,
        )
    ]
    return [*told, RelationshipSuspended.following(ask)] if now.was.grounds else told


ENDS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    EndRelationship: end,
    ConcludeRelationship: conclude,
    RecordClosureStep: step,
    CloseRelationship: close,
    ReverseEnd: reverse,
}
