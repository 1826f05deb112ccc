"""How sessions are planned, moved and called off, and what is written about them."""

from dataclasses import replace
from datetime import datetime

from shared.deciding import obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import (
    AttestSession,
    CancelSession,
    CorrectSession,
    ProposeAgenda,
    RecordNotHeld,
    RecordPreparation,
    RecordSessionNote,
    RescheduleSession,
    ScheduleSession,
)
from ..events import (
    AgendaProposed,
    ChaperoneAbsent,
    PreparationRecorded,
    SessionAttested,
    SessionCancelled,
    SessionCorrected,
    SessionFlagged,
    SessionHeld,
    SessionNoteRecorded,
    SessionNotHeld,
    SessionRescheduled,
    SessionScheduled,
)
from ..policies.confiding import notes_are_kept
from ..policies.plan import Plan
from ..policies.rhythm import dormant_from, prompt_before
from ..policies.scheduling import SCHEDULING, as_if_scheduled, as_moved
from ..policies.terms import protection, terms
from ..policies.working import (
    corrector_may,
    moves_are_left,
    note_is_short_enough,
    relationship_is_known,
    second_voice,
    speaks_for_themself,
    topics_are_listed,
)
from .family import Family

NOTING = (relationship_is_known, notes_are_kept, topics_are_listed, note_is_short_enough)
CORRECTABLE = ("minutes", "mode", "venue_type", "chaperone_present")


def schedule(ask: ScheduleSession, plan: Plan) -> list[Event]:
    if (slot := plan.slots.get(ask.session_id)) and as_if_scheduled(slot) == ask:
        return []
    if ask.session_id in {*plan.slots, *plan.held, *plan.off}:
        raise Refused("session-is-new", "This session is known already.", "session_is_new")
    allowed = obey(SCHEDULING, ask, plan)
    number = plan.count + 1
    scheduled = SessionScheduled.following(
        ask, number=number, **instants(ask, plan), allowed_by=allowed
    )
    return [scheduled, *beyond_cap(ask, number)]


def instants(ask: ScheduleSession | RescheduleSession, plan: Plan) -> dict[str, datetime | None]:
    """When somebody is prompted before it, and when silence has lasted after it."""
    return {
        "prompt_at": prompt_before(ask, ask.starts_at),
        "dormant_at": dormant_from(ask, plan, ask.starts_at),
    }


def beyond_cap(ask: Command, number: int) -> list[Event]:
    cap = terms(ask).relationship.max_sessions
    over = cap is not None and number > cap
    return [SessionFlagged.following(ask, reason="beyond_cap")] if over else []


def scheduled(
    ask: RescheduleSession | RecordNotHeld | ProposeAgenda, plan: Plan
) -> SessionScheduled:
    if slot := plan.slots.get(ask.session_id):
        return slot
    why = "No such session is scheduled."
    raise Refused("session-is-scheduled", why, "session_is_scheduled")


def recorded(ask: AttestSession | CorrectSession | RecordSessionNote, plan: Plan) -> SessionHeld:
    if record := plan.held.get(ask.session_id):
        return record
    raise Refused("session-was-held", "No such session was recorded.", "session_was_held")


def reschedule(ask: RescheduleSession, plan: Plan) -> list[Event]:
    slot = scheduled(ask, plan)
    if (slot.starts_at, slot.ends_at) == (ask.starts_at, ask.ends_at):
        return []
    others = {id_: one for id_, one in plan.slots.items() if id_ != ask.session_id}
    allowed = obey((moves_are_left,), ask, plan)
    allowed += obey(SCHEDULING, as_moved(ask, slot), replace(plan, slots=others))
    return [SessionRescheduled.following(ask, **instants(ask, plan), allowed_by=allowed)]


def cancel(ask: CancelSession, plan: Plan) -> list[Event]:
    if ask.session_id not in plan.slots:
        return []
    return [SessionCancelled.following(ask)]


def record_not_held(ask: RecordNotHeld, plan: Plan) -> list[Event]:
    if plan.off.get(ask.session_id) == ask.cause:
        return []
    scheduled(ask, plan)
    return [SessionNotHeld.following(ask)]


def attest(ask: AttestSession, plan: Plan) -> list[Event]:
    recorded(ask, plan)
    if ask.session_id in plan.attested:
        return []
    allowed = obey((second_voice,), ask, plan)
    by = str(ask.asked.by)
    return [SessionAttested.following(ask, attested_by=by, allowed_by=allowed)]


def correct(ask: CorrectSession, plan: Plan) -> list[Event]:
    record = recorded(ask, plan)
    known = {name: getattr(record, name) for name in CORRECTABLE}
    known |= plan.corrected.get(ask.session_id, {})
    given = {name: getattr(ask, name) for name in CORRECTABLE}
    now = {name: new for name, new in given.items() if new not in (None, known[name])}
    if not now:
        return []
    allowed = obey((corrector_may,), ask, plan)
    was = {name: known[name] for name in now}
    corrected = SessionCorrected.following(ask, was=was, now=now, allowed_by=allowed)
    return [corrected, *chaperone_missing(ask, record, now)]


def chaperone_missing(
    ask: CorrectSession, record: SessionHeld, now: dict[str, object]
) -> list[Event]:
    required = protection(ask).sessions.minor.chaperone.required
    absent = record.age_band == "minor" and required and now.get("chaperone_present") is False
    return [ChaperoneAbsent.following(ask, mentor_id=record.mentor_id)] if absent else []


def note(ask: RecordSessionNote, plan: Plan) -> list[Event]:
    recorded(ask, plan)
    allowed = obey(NOTING, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    return [SessionNoteRecorded.following(ask, mentee_person_id=person, allowed_by=allowed)]


def prepare(ask: RecordPreparation, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_known,), ask, plan)
    person = plan.pair and plan.pair.mentor_person_id
    count = len(ask.questions)
    return [
        PreparationRecorded.following(
            ask, mentor_person_id=person, question_count=count, allowed_by=allowed
        )
    ]


def propose_agenda(ask: ProposeAgenda, plan: Plan) -> list[Event]:
    if scheduled(ask, plan).starts_at <= ask.asked.at:
        raise Refused("before-it-begins", "The session has begun.", "before_it_begins")
    own = (speaks_for_themself,) if ask.by_role else ()
    allowed = obey((*own, topics_are_listed), ask, plan)
    return [AgendaProposed.following(ask, by_role=proposer(ask), allowed_by=allowed)]


def proposer(ask: ProposeAgenda) -> str:
    """Whoever is named, else one of the two who asks, else whom the policy expects it of."""
    own = ask.asked.by.role if ask.asked.by.role in ("mentor", "mentee") else None
    return ask.by_role or own or terms(ask).agenda.proposers[0]


MEETING: Family = {
    ScheduleSession: schedule,
    RescheduleSession: reschedule,
    CancelSession: cancel,
    RecordNotHeld: record_not_held,
    AttestSession: attest,
    CorrectSession: correct,
    RecordSessionNote: note,
    RecordPreparation: prepare,
    ProposeAgenda: propose_agenda,
}
