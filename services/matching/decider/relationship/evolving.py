"""What a relationship's events add up to."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from shared.messages import Event

from ...events import (
    AgeBandNoted,
    AgreementOffered,
    AgreementSigned,
    ClosureStepCompleted,
    ContactNoted,
    ContinuationAsked,
    EarlySessionNoted,
    EndReversed,
    FirstContactAsked,
    FitConcernReported,
    HoldRecorded,
    HoldReleased,
    RelationshipClosed,
    RelationshipContinued,
    RelationshipEnded,
    RelationshipExtended,
    RelationshipOpened,
    RelationshipPaused,
    RelationshipResumed,
    RelationshipShapeAgreed,
    RelationshipStarted,
    RelationshipSuspended,
    ShapeChosen,
    StartChecklistCompleted,
    SuspensionLifted,
    TermEnding,
    TermReached,
)
from ...policies.pairs import Ended, Live, Question, Relationship, Unmade


def opened(state: Relationship, told: RelationshipOpened) -> Relationship:
    grounds = state.grounds if isinstance(state, Unmade) else frozenset()
    known = {one.name: getattr(told, one.name) for one in fields(Live) if one.name in told.codecs}
    return Live(**known, grounds=grounds)


def amended(state: Relationship, **changes: Any) -> Relationship:
    """The same with changes to how it stands, also while it stands ended."""
    match state:
        case Ended():
            return replace(state, was=replace(state.was, **changes))
        case Live():
            return replace(state, **changes)
        case _:
            return state


def regrounded(state: Relationship, grounds: frozenset[str]) -> Relationship:
    return (
        replace(state, grounds=grounds)
        if isinstance(state, Unmade)
        else amended(state, grounds=grounds)
    )


def grounds_of(state: Relationship) -> frozenset[str]:
    return state.was.grounds if isinstance(state, Ended) else state.grounds


def live(state: Relationship) -> Live:
    if isinstance(state, Unmade):
        raise TypeError("nothing was opened under this id")
    return state.was if isinstance(state, Ended) else state


def concerned(state: Relationship, told: FitConcernReported) -> Relationship:
    one = (told.by_role, told.session_number, told.reason_code)
    return amended(state, concerns=live(state).concerns | {one})


def stepped(state: Relationship, told: ClosureStepCompleted) -> Relationship:
    return replace(state, done=state.done | {told.step}) if isinstance(state, Ended) else state


def closed(state: Relationship, _told: RelationshipClosed) -> Relationship:
    return replace(state, closed=True) if isinstance(state, Ended) else state


def early(state: Relationship, told: EarlySessionNoted) -> Relationship:
    first = (told.session_id, told.held_at)
    return replace(state, first=first) if isinstance(state, Unmade) else state


def chosen(state: Relationship, told: ShapeChosen) -> Relationship:
    return amended(state, shapes={**live(state).shapes, told.by_role: told.shape})


def asked(state: Relationship, told: ContinuationAsked) -> Relationship:
    question = Question(told.cause, told.asked_at, told.answer_by)
    return amended(state, question=question, continued_by=None)


LASTING: Mapping[type[Event], Callable[[Relationship, Any], Relationship]] = {
    ShapeChosen: chosen,
    RelationshipShapeAgreed: lambda state, told: amended(state, shape=told.shape),
    AgreementOffered: lambda state, _: amended(state, offered=True),
    ContactNoted: lambda state, _: amended(state, contacted=True),
    FirstContactAsked: lambda state, _: amended(state, first_asked=True),
    ContinuationAsked: asked,
    RelationshipContinued: lambda state, told: amended(
        state, question=None, continued_by=told.by_role
    ),
}

CHANGES: Mapping[type[Event], Callable[[Relationship, Any], Relationship]] = {
    RelationshipOpened: opened,
    EarlySessionNoted: early,
    AgreementSigned: lambda state, told: amended(state, signed=live(state).signed | {told.by_role}),
    StartChecklistCompleted: lambda state, _: amended(state, checked=True),
    RelationshipStarted: lambda state, told: amended(
        state, started_at=told.started_at, term_ends_at=told.term_ends_at
    ),
    RelationshipExtended: lambda state, told: amended(state, term_ends_at=told.term_ends_at),
    TermEnding: lambda state, told: amended(state, noticed=told.term_ends_at),
    TermReached: lambda state, _: amended(state, reached=live(state).term_ends_at),
    RelationshipPaused: lambda state, _: amended(state, paused=True, question=None),
    RelationshipResumed: lambda state, _: amended(state, paused=False),
    HoldRecorded: lambda state, told: regrounded(state, grounds_of(state) | {told.ground}),
    HoldReleased: lambda state, told: regrounded(state, grounds_of(state) - {told.ground}),
    AgeBandNoted: lambda state, told: amended(state, age_band=told.age_band),
    FitConcernReported: concerned,
    RelationshipSuspended: lambda state, _: amended(state, suspended=True, question=None),
    SuspensionLifted: lambda state, _: amended(state, suspended=False),
    RelationshipEnded: lambda state, told: Ended(
        replace(live(state), question=None), told.steps, told.closure_due_at
    ),
    ClosureStepCompleted: stepped,
    RelationshipClosed: closed,
    EndReversed: lambda state, _: live(state),
    **LASTING,
}


def evolve(state: Relationship, event: Event) -> Relationship:
    change = CHANGES.get(type(event))
    return change(state, event) if change else state
