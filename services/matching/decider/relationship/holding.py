"""Breaks, holds and the coming of age. A hold looks the same from outside, whatever its ground."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import (
    NoteAgeBand,
    NoteHold,
    NoteRelease,
    PauseRelationship,
    ResumeRelationship,
)
from ...events import (
    AgeBandNoted,
    HoldRecorded,
    HoldReleased,
    RelationshipPaused,
    RelationshipResumed,
    RelationshipSuspended,
    SuspensionLifted,
)
from ...policies.pairs import Live, Relationship, Unmade
from ...policies.relationships import asked_by_one_concerned
from ...policies.roles import side_of
from .evolving import grounds_of, live
from .standing import going_on

INSTITUTION = "institution"


def pause(ask: PauseRelationship, state: Relationship) -> list[Event]:
    now = going_on(ask, state)
    allowed = obey((asked_by_one_concerned,), ask, now)
    by_role = side_of(ask)
    told = RelationshipPaused.following(ask, by_role=by_role, allowed_by=allowed)
    return [] if now.paused else [told]


def resume(ask: ResumeRelationship, state: Relationship) -> list[Event]:
    now = going_on(ask, state)
    allowed = obey((asked_by_one_concerned,), ask, now)
    return [RelationshipResumed.following(ask, allowed_by=allowed)] if now.paused else []


def hold(ask: NoteHold, state: Relationship) -> list[Event]:
    """Recorded whenever it is heard; told only while there is something to suspend."""
    grounds = grounds_of(state)
    if ask.ground in grounds or grown_up(ask.ground, state):
        return []
    first = isinstance(state, Live) and not grounds
    told = [RelationshipSuspended.following(ask)] if first else []
    return [HoldRecorded.following(ask), *told]


def grown_up(ground: str, state: Relationship) -> bool:
    """An institution's standing concerns only the under-18s it answers for."""
    return (
        ground == INSTITUTION and not isinstance(state, Unmade) and live(state).age_band == "adult"
    )


def release(ask: NoteRelease, state: Relationship) -> list[Event]:
    return released(ask, ask.ground, state)


def released(ask: NoteRelease | NoteAgeBand, ground: str, state: Relationship) -> list[Event]:
    grounds = grounds_of(state)
    if ground not in grounds:
        return []
    known = not isinstance(state, Unmade) and live(state).suspended
    last = known and grounds == {ground}
    told = [SuspensionLifted.following(ask)] if last else []
    return [HoldReleased.following(ask, ground=ground), *told]


def come_of_age(ask: NoteAgeBand, state: Relationship) -> list[Event]:
    if isinstance(state, Unmade) or live(state).age_band == ask.age_band:
        return []
    freed = released(ask, INSTITUTION, state) if ask.age_band == "adult" else []
    return [AgeBandNoted.following(ask), *freed]


HOLDS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    PauseRelationship: pause,
    ResumeRelationship: resume,
    NoteHold: hold,
    NoteRelease: release,
    NoteAgeBand: come_of_age,
}
