"""Ending and parting: two facts, and a way back."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.durations import day_of
from shared.messages import Command, Event

from ...commands import (
    CloseRelationship,
    ConcludeRelationship,
    EndRelationship,
    RecordClosureStep,
    ReverseEnd,
)
from ...events import (
    ClosingMessagePrompted,
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
from .standing import going_on, over
from .term import notice_before

BOTH = ("mentor", "mentee")
MESSAGE = "message"
PROMPTS = ("encouraged", "required")
# Behind these there may be an illness or a death, and nothing cheerful is sent by itself.
UNSPOKEN = ("other",)


def end(ask: EndRelationship, state: Relationship) -> list[Event]:
    if isinstance(state, Ended):
        return []
    live = going_on(ask, state)
    allowed = obey(ending_rules, ask, live)
    told = {"kind": ask.kind, "reason_code": ask.reason_code, "effective_on": ask.effective_on}
    return parted(ask, live, **told, allowed_by=allowed)


def conclude(ask: ConcludeRelationship, state: Relationship) -> list[Event]:
    if not isinstance(state, Live):
        return []
    told = {"kind": ask.kind, "reason_code": ask.reason_code, "effective_on": ask.effective_on}
    return parted(ask, state, **told)


def parted(ask: Command, live: Live, /, **told: Any) -> list[Event]:
    """The end, and with it an encouragement to part with a kind word, which nothing waits for."""
    end_ = ended(ask, live, **told)
    roles = (end_.by_role,) if end_.by_role in BOTH else BOTH
    kindly = begun_under(ask).ending.message in PROMPTS and end_.kind not in UNSPOKEN
    return [end_, *([ClosingMessagePrompted.following(ask, roles=roles)] if kindly else [])]


def ended(ask: Command, live: Live, /, **told: Any) -> RelationshipEnded:
    programme = begun_under(ask)
    closure = programme.relationship.closure
    today = day_of(ask.asked.at, programme.policy.time_zone)
    known = {"by_role": side_of(ask), **told}
    known["effective_on"] = known.get("effective_on") or today
    return RelationshipEnded.following(
        ask,
        mentor_id=live.mentor_id,
        mentor_person_id=live.mentor_person_id,
        mentee_id=live.mentee_id,
        mentee_person_id=live.mentee_person_id,
        pool_id=live.pool_id,
        institution_id=live.institution_id,
        steps=closure.steps,
        closure_due_at=programme.later(ask.asked.at, closure.within),
        **known,
    )


def step(ask: RecordClosureStep, state: Relationship) -> list[Event]:
    now = over(ask, state)
    allowed = obey(closing_rules, ask, now)
    return [] if ask.step in now.done else stepped(ask, now, allowed)


def stepped(ask: RecordClosureStep, now: Ended, allowed: tuple[str, ...] = ()) -> list[Event]:
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
    untold = now.was.grounds and not now.was.suspended
    return [*told, RelationshipSuspended.following(ask)] if untold else told


ENDS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    EndRelationship: end,
    ConcludeRelationship: conclude,
    RecordClosureStep: step,
    CloseRelationship: close,
    ReverseEnd: reverse,
}
