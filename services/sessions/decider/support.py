"""How what is due is told once, answered or missed."""

from datetime import datetime, timedelta

from shared.deciding import obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import (
    BreachLeadTime,
    CallCheckIn,
    CompleteCheckIn,
    CompleteFitCheck,
    MissCheckIn,
    NoteApplicationDate,
    NoteOverdue,
    NoteTermEnding,
)
from ..events import (
    AdviceNeeded,
    CheckInCompleted,
    CheckInDue,
    CheckInMissed,
    CheckInNoted,
    FitCheckCompleted,
    LeadTimeBreached,
    LeadTimeStarted,
    SessionOverdue,
    TermEnding,
)
from ..policies.plan import Plan
from ..policies.terms import after, nth, terms
from ..policies.working import (
    note_is_short_enough,
    relationship_is_known,
    speaks_for_themself,
)
from .family import Family

WEEK = timedelta(weeks=1)


def complete_fit_check(ask: CompleteFitCheck, plan: Plan) -> list[Event]:
    if plan.fit.get(ask.by_role) == ask.verdict:
        return []
    if not plan.fit_due:
        why = "Give it time: the check comes after a few sessions. The office advises meanwhile."
        raise Refused("fit-check-is-due", why, "fit_check_is_due")
    if ask.by_role not in terms(ask).fit_check.ask:
        raise Refused("fit-check-asks", "This role is not asked.", "fit_check_asks")
    allowed = ("fit_check_is_due", *obey((speaks_for_themself,), ask, plan))
    return [
        FitCheckCompleted.following(ask, allowed_by=allowed),
        *advice_needed(ask),
    ]


def advice_needed(ask: CompleteFitCheck) -> list[Event]:
    """A low answer is not left lying: somebody has to see to it."""
    low = ask.verdict != "working"
    resource = terms(ask).fit_check.resource
    return [AdviceNeeded.following(ask, resource=resource)] if low else []


def call_check_in(ask: CallCheckIn, plan: Plan) -> list[Event]:
    policy = terms(ask).support.check_in
    if plan.pair is None or plan.term is None or plan.ended_on or ask.ordinal in plan.check_ins:
        return []
    if policy is None:
        return []
    began = plan.term.began_at
    due = nth(ask, began, policy.every, ask.ordinal)
    following = nth(ask, began, policy.every, ask.ordinal + 1)
    ends = plan.term.ends_at
    return [
        CheckInDue.following(
            ask,
            mentor_id=plan.pair.mentor_id,
            due_at=due,
            missed_at=after(ask, due, policy.missed_after),
            next_at=following if ends is None or following <= ends else None,
        )
    ]


def complete_check_in(ask: CompleteCheckIn, plan: Plan) -> list[Event]:
    status = plan.check_ins.get(ask.ordinal)
    if status == "completed":
        return []
    if status is None or plan.pair is None:
        raise Refused("check-in-is-due", "This check-in is not due yet.", "check_in_is_due")
    allowed = obey((relationship_is_known, note_is_short_enough), ask, plan)
    person = plan.pair.mentee_person_id
    noted = [CheckInNoted.following(ask, mentee_person_id=person)] if ask.note else []
    return [CheckInCompleted.following(ask, allowed_by=allowed), *noted]


def miss_check_in(ask: MissCheckIn, plan: Plan) -> list[Event]:
    policy = terms(ask).support.check_in
    if plan.check_ins.get(ask.ordinal) != "due" or plan.ended_on or policy is None:
        return []
    return [CheckInMissed.following(ask, tell=policy.tell)]


def note_overdue(ask: NoteOverdue, plan: Plan) -> list[Event]:
    stale = ask.last_held_at != plan.last_held_at
    if plan.last_held_at is None or stale or plan.overdue or not plan.is_active:
        return []
    return [SessionOverdue.following(ask)]


def note_application_date(ask: NoteApplicationDate, plan: Plan) -> list[Event]:
    weeks = terms(ask).lead_time.weeks
    if plan.applied_at or plan.term or not weeks:
        return []
    breach = after(ask, ask.applied_at, f"P{weeks[-1]}W")
    return [LeadTimeStarted.following(ask, breach_at=breach)]


def breach_lead_time(ask: BreachLeadTime, plan: Plan) -> list[Event]:
    if plan.term or plan.ended_on:
        return []
    return lead_time_breach(ask, plan, ask.asked.at)


def lead_time_breach(ask: Command, plan: Plan, by: datetime) -> list[Event]:
    """The breach, where by then more weeks have passed than were promised and nobody was told."""
    weeks = terms(ask).lead_time.weeks
    if plan.applied_at is None or plan.lead_time_told or not weeks:
        return []
    if by < after(ask, plan.applied_at, f"P{weeks[-1]}W"):
        return []
    passed = (by - plan.applied_at) // WEEK
    return [LeadTimeBreached.following(ask, weeks=max(passed, weeks[-1]))]


def note_term_ending(ask: NoteTermEnding, plan: Plan) -> list[Event]:
    if plan.term is None or plan.term.ends_at is None or plan.ended_on or plan.term_told:
        return []
    return [TermEnding.following(ask, ends_at=plan.term.ends_at)]


SUPPORT: Family = {
    CompleteFitCheck: complete_fit_check,
    CallCheckIn: call_check_in,
    CompleteCheckIn: complete_check_in,
    MissCheckIn: miss_check_in,
    NoteOverdue: note_overdue,
    NoteApplicationDate: note_application_date,
    BreachLeadTime: breach_lead_time,
    NoteTermEnding: note_term_ending,
}
