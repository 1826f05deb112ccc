"""From the match to the first session and through the term."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.deciding import obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ...commands import (
    AnnounceTermEnd,
    CompleteStartChecklist,
    ExtendRelationship,
    NoteSessionHeld,
    OpenRelationship,
    ReachTerm,
    ReportFitConcern,
    SignAgreement,
)
from ...events import (
    AgreementSigned,
    EarlySessionNoted,
    FitAdviceGiven,
    FitConcernReported,
    RelationshipExtended,
    RelationshipOpened,
    RelationshipStarted,
    RelationshipSuspended,
    StartChecklistCompleted,
    TermEnding,
    TermReached,
)
from ...policies.pairs import Live, Relationship, Unmade
from ...policies.relationships import (
    checklist_rules,
    concern_rules,
    extended_to,
    extending_rules,
    signing_rules,
)
from ...policies.views import Programme, begun_under


def open_(ask: OpenRelationship, state: Relationship) -> list[Event]:
    if not isinstance(state, Unmade):
        return []
    events: list[Event] = [RelationshipOpened.following(ask)]
    if state.first:
        events.append(start(ask, ask.mentor_id, ask.mentee_id, *state.first))
    if state.grounds:
        events.append(RelationshipSuspended.following(ask))
    return events


def going_on(command: Command, state: Relationship) -> Live:
    """The relationship as it stands; refused where it has not begun or is over."""
    if isinstance(state, Live):
        return state
    raise Refused.impossible(command, state)


def sign(ask: SignAgreement, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    allowed = obey(signing_rules, ask, live)
    return (
        [] if ask.by_role in live.signed else [AgreementSigned.following(ask, allowed_by=allowed)]
    )


def check(ask: CompleteStartChecklist, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    allowed = obey(checklist_rules, ask, live)
    return [] if live.checked else [StartChecklistCompleted.following(ask, allowed_by=allowed)]


def held(ask: NoteSessionHeld, state: Relationship) -> list[Event]:
    match state:
        case Live(started_at=None) as live:
            return [start(ask, live.mentor_id, live.mentee_id, ask.session_id, ask.held_at)]
        case Unmade(first=None):
            return [EarlySessionNoted.following(ask)]
        case _:
            return []


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


def worry(ask: ReportFitConcern, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    allowed = obey(concern_rules, ask, live)
    if (ask.by_role, ask.session_number, ask.reason_code) in live.concerns:
        return []
    fit_check = begun_under(ask).fit_check
    due_after = fit_check.after_held_session
    review = due_after is not None and ask.session_number >= due_after
    advice = FitAdviceGiven.following(ask, resource=fit_check.resource, review=review)
    return [FitConcernReported.following(ask, allowed_by=allowed), advice]


BEGINS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    OpenRelationship: open_,
    SignAgreement: sign,
    CompleteStartChecklist: check,
    NoteSessionHeld: held,
    ExtendRelationship: extend,
    AnnounceTermEnd: announce,
    ReachTerm: reach,
    ReportFitConcern: worry,
}
