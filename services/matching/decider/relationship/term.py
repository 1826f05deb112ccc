"""The term: it runs from the first session, is announced, reached and extended."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import (
    AnnounceTermEnd,
    ExtendRelationship,
    NoteSessionHeld,
    OpenRelationship,
    ReachTerm,
)
from ...events import RelationshipExtended, RelationshipStarted, TermEnding, TermReached
from ...policies.pairs import Live, Relationship
from ...policies.relationships import extended_to, extending_rules
from ...policies.views import Programme, begun_under
from .standing import going_on


def start(
    ask: OpenRelationship | NoteSessionHeld,
    mentor_id: UUID,
    mentee_id: UUID,
    session_id: UUID,
    at: datetime,
) -> RelationshipStarted:
    programme = begun_under(ask)
    longest = programme.relationship.max
    ends_at = programme.later(at, longest) if longest else None
    return RelationshipStarted.following(
        ask,
        mentor_id=mentor_id,
        mentee_id=mentee_id,
        first_session_id=session_id,
        started_at=at,
        term_ends_at=ends_at,
        notice_at=ends_at and notice_before(ends_at, programme),
    )


def notice_before(ends_at: datetime, programme: Programme) -> datetime:
    """As long before the end as the notice is long when counted from it."""
    return ends_at - (programme.later(ends_at, programme.relationship.term_notice) - ends_at)


def extend(ask: ExtendRelationship, state: Relationship) -> list[Event]:
    allowed = obey(extending_rules, ask, going_on(ask, state))
    ends_at = extended_to(ask)
    notice_at = notice_before(ends_at, begun_under(ask))
    return [
        RelationshipExtended.following(
            ask, term_ends_at=ends_at, notice_at=notice_at, allowed_by=allowed
        )
    ]


def announce(ask: AnnounceTermEnd, state: Relationship) -> list[Event]:
    match state:
        case Live(term_ends_at=datetime() as ends_at, noticed=noticed) if noticed != ends_at:
            early = ask.asked.at < notice_before(ends_at, begun_under(ask))
            return [] if early else [TermEnding.following(ask, term_ends_at=ends_at)]
        case _:
            return []


def reach(ask: ReachTerm, state: Relationship) -> list[Event]:
    match state:
        case Live(term_ends_at=datetime() as ends_at, reached=reached) if reached != ends_at:
            overrun = begun_under(ask).relationship.overrun
            return [] if ask.asked.at < ends_at else [TermReached.following(ask, overrun=overrun)]
        case _:
            return []


TERM: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    ExtendRelationship: extend,
    AnnounceTermEnd: announce,
    ReachTerm: reach,
}
