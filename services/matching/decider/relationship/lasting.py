"""Between the beginning and the end: in what shape, on paper or not, and whether it goes on."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import (
    AgreeShape,
    AnswerContinuation,
    AskContinuation,
    AskFirstContact,
    ExpireContinuation,
    NoteContact,
    OfferAgreement,
    RecordClosureStep,
    SendClosingMessage,
)
from ...events import (
    AgreementOffered,
    ClosingMessageSent,
    ContactNoted,
    ContinuationAsked,
    FirstContactAsked,
    RelationshipShapeAgreed,
    ShapeChosen,
)
from ...policies.lasting import (
    FOR_ONESELF,
    answer_by,
    answering_rules,
    offering_rules,
    shaping_rules,
)
from ...policies.pairs import Live, Relationship
from .ending import BOTH, MESSAGE, parted, stepped
from .standing import continued, going_on, over

# What silence makes of it: nobody is in it any more, or what they meant to do is done.
ENDS_AS = {"dormant": "run_its_course", "series_completed": "completed"}


def choose(ask: AgreeShape, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    allowed = obey(shaping_rules, ask, live)
    if live.shapes.get(ask.by_role) == ask.shape:
        return []
    chosen = ShapeChosen.following(ask, allowed_by=allowed)
    same = {**live.shapes, ask.by_role: ask.shape} == dict.fromkeys(BOTH, ask.shape)
    agreed = [RelationshipShapeAgreed.following(ask)] if same and live.shape != ask.shape else []
    return [chosen, *agreed]


def offer(ask: OfferAgreement, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    allowed = obey(offering_rules, ask, live)
    return [] if live.offered else [AgreementOffered.following(ask, allowed_by=allowed)]


def ask_both(ask: AskContinuation, state: Relationship) -> list[Event]:
    match state:
        case Live(question=None, paused=False, shape=shape) as live if not live.grounds:
            if ask.cause == "series_completed" and shape == "ongoing":
                return []
            at, by = ask.asked.at, answer_by(ask)
            return [ContinuationAsked.following(ask, roles=BOTH, asked_at=at, answer_by=by)]
        case _:
            return []


def answer(ask: AnswerContinuation, state: Relationship) -> list[Event]:
    live = going_on(ask, state)
    if ask.go_on and live.question is None and live.continued_by == ask.by_role:
        return []
    allowed = obey(answering_rules, ask, live)
    if ask.go_on:
        return continued(ask, live, ask.by_role)
    return parted(ask, live, kind="run_its_course", by_role=ask.by_role, allowed_by=allowed)


def expire(ask: ExpireContinuation, state: Relationship) -> list[Event]:
    match state:
        case Live(question=question) as live if question and question.answer_by == ask.answer_by:
            early = ask.asked.at < question.answer_by
            return [] if early else parted(ask, live, kind=ENDS_AS[question.cause])
        case _:
            return []


def ask_first_contact(ask: AskFirstContact, state: Relationship) -> list[Event]:
    match state:
        case Live(started_at=None, contacted=False, first_asked=False):
            return [FirstContactAsked.following(ask, roles=BOTH)]
        case _:
            return []


def note_contact(ask: NoteContact, state: Relationship) -> list[Event]:
    if not isinstance(state, Live):
        return []
    noted = [] if state.contacted or state.started_at else [ContactNoted.following(ask)]
    return [*noted, *continued(ask, state, "both")]


def say_goodbye(ask: SendClosingMessage, state: Relationship) -> list[Event]:
    now = over(ask, state)
    allowed = obey(FOR_ONESELF, ask, now)
    person = getattr(now.was, f"{ask.by_role}_person_id")
    sent = ClosingMessageSent.following(ask, by_person_id=person, allowed_by=allowed)
    step = RecordClosureStep(relationship_id=ask.relationship_id, step=MESSAGE).by(ask.asked)
    return [sent, *(stepped(step, now) if MESSAGE in now.missing else [])]


LASTS: Mapping[type[Command], Callable[[Any, Relationship], list[Event]]] = {
    AgreeShape: choose,
    OfferAgreement: offer,
    AskContinuation: ask_both,
    AnswerContinuation: answer,
    ExpireContinuation: expire,
    AskFirstContact: ask_first_contact,
    NoteContact: note_contact,
    SendClosingMessage: say_goodbye,
}
