"""The rules of going on or not, and what is asked when nobody has said anything for long."""

from datetime import datetime
from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Due, Off

from ..commands import (
    AgreeShape,
    AnswerContinuation,
    AskContinuation,
    AskFirstContact,
    ExpireContinuation,
    NoteContact,
    OfferAgreement,
)
from ..events import (
    ContinuationAsked,
    RelationshipContinued,
    RelationshipEnded,
    RelationshipOpened,
    RelationshipStarted,
)
from ..heard import PairDormant, SeriesCompleted, SessionScheduled
from .pairs import Live
from .relationships import asked_by_one_concerned, signs_for_oneself
from .roles import run_by_office_or_institution
from .views import begun_under

Times = list[Due | Off]
Asks = list[Command]


def shape_is_offered(ask: AgreeShape, _live: Live) -> str | None:
    """JOH-03: the programme says which shapes there are."""
    shapes = begun_under(ask).relationship.shapes
    return None if ask.shape in shapes else f"The shapes are: {', '.join(shapes) or 'none'}."


def agreement_is_known_here(ask: OfferAgreement, _live: Live) -> str | None:
    """ASME-32: it may be optional, and it may be unknown."""
    known = begun_under(ask).relationship.agreement != "none"
    return None if known else "This programme has no written agreement."


def they_were_asked(_ask: AnswerContinuation, live: Live) -> str | None:
    return None if live.question else "Nobody has asked whether it goes on."


FOR_ONESELF = (asked_by_one_concerned, signs_for_oneself)
shaping_rules = (*FOR_ONESELF, shape_is_offered)
offering_rules = (run_by_office_or_institution, agreement_is_known_here)
answering_rules = (*FOR_ONESELF, they_were_asked)


def when_pair_dormant_then_ask_both(heard: Envelope[PairDormant]) -> Asks:
    """JOH-28."""
    return [AskContinuation(relationship_id=heard.data.relationship_id, cause="dormant")]


def when_series_completed_then_ask_both(heard: Envelope[SeriesCompleted]) -> Asks:
    """JOH-28: what was to be one talk or a few has run its course, unless they say otherwise."""
    this = heard.data.relationship_id
    return [AskContinuation(relationship_id=this, cause="series_completed")]


def when_session_scheduled_then_they_are_in_touch(heard: Envelope[SessionScheduled]) -> Asks:
    told = heard.data
    return [NoteContact(relationship_id=told.relationship_id, session_id=told.session_id)]


signs = (
    when_pair_dormant_then_ask_both,
    when_series_completed_then_ask_both,
    when_session_scheduled_then_they_are_in_touch,
)


def contact_key(this: UUID) -> str:
    return f"first-contact:{this}"


def answer_key(this: UUID) -> str:
    return f"continuation:{this}"


def when_opened_then_ask_in_time(heard: Envelope[RelationshipOpened]) -> Times:
    this, at = heard.data.relationship_id, heard.data.first_contact_at
    return [Due(contact_key(this), at, AskFirstContact(relationship_id=this))] if at else []


def when_started_then_they_are_in_touch(heard: Envelope[RelationshipStarted]) -> Times:
    return [Off(contact_key(heard.data.relationship_id))]


def when_continuation_asked_then_wait(heard: Envelope[ContinuationAsked]) -> Times:
    this, by = heard.data.relationship_id, heard.data.answer_by
    return [Due(answer_key(this), by, ExpireContinuation(relationship_id=this, answer_by=by))]


def when_continued_then_wait_no_more(heard: Envelope[RelationshipContinued]) -> Times:
    return [Off(answer_key(heard.data.relationship_id))]


def when_ended_then_ask_nothing(heard: Envelope[RelationshipEnded]) -> Times:
    this = heard.data.relationship_id
    return [Off(contact_key(this)), Off(answer_key(this))]


waits = (
    when_opened_then_ask_in_time,
    when_started_then_they_are_in_touch,
    when_continuation_asked_then_wait,
    when_continued_then_wait_no_more,
    when_ended_then_ask_nothing,
)


def answer_by(ask: Command) -> datetime:
    programme = begun_under(ask)
    return programme.later(ask.asked.at, programme.ending.answer_within)
