"""From the match to the first session and through the term."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import (
    CompleteStartChecklist,
    NoteSessionHeld,
    OpenRelationship,
    ReportFitConcern,
    SignAgreement,
)
from ...events import (
    AgreementSigned,
    EarlySessionNoted,
    FitAdviceGiven,
    FitConcernReported,
    RelationshipOpened,
    RelationshipSuspended,
    StartChecklistCompleted,
)
from ...policies.pairs import Live, Relationship, Unmade
from ...policies.relationships import (
    checklist_rules,
    concern_rules,
    signing_rules,
)
from ...policies.views import begun_under
from .standing import continued, going_on
from .term import start


def open_(ask: OpenRelationship, state: Relationship) -> list[Event]:
    if not isinstance(state, Unmade):
        return []
    events: list[Event] = [RelationshipOpened.following(ask, first_contact_at=first_contact(ask))]
    if state.first:
        events.append(start(ask, ask.mentor_id, ask.mentee_id, *state.first))
    if state.grounds:
        events.append(RelationshipSuspended.following(ask))
    return events


def first_contact(ask: OpenRelationship) -> datetime | None:
    """When both are asked whether they have been in touch."""
    programme = begun_under(ask)
    within = programme.relationship.first_contact_within
    return programme.later(ask.asked.at, within) if within else None


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
        case Live() as live:
            return continued(ask, live, "both") if later_than_asked(ask, live) else []
        case Unmade(first=None):
            return [EarlySessionNoted.following(ask)]
        case _:
            return []


def later_than_asked(ask: NoteSessionHeld, live: Live) -> bool:
    """Silence is broken by any session; a series that is over only by one held after it."""
    question = live.question
    return question is not None and (question.cause == "dormant" or ask.held_at > question.asked_at)


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
    ReportFitConcern: worry,
}
