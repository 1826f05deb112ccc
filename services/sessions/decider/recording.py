"""How a held session is recorded: the fact always, and with it everything that follows."""

from datetime import datetime, timedelta

from shared.deciding import obey
from shared.durations import parse
from shared.messages import Event
from shared.refusals import Refused

from ..commands import RecordSession
from ..events import (
    ChaperoneAbsent,
    FitCheckDue,
    OutOfPolicyMeetingRecorded,
    PlanOpened,
    SeriesCompleted,
    SessionCapReached,
    SessionFlagged,
    SessionHeld,
    SessionNoteRecorded,
    TermBegan,
    ThanksPrompted,
)
from ..policies.confiding import notes_are_kept
from ..policies.plan import Plan
from ..policies.rhythm import dormant_from, overdue_from
from ..policies.scheduling import MEETING, as_met, broken
from ..policies.terms import after, nth, protection, terms
from ..policies.working import note_is_short_enough, relationship_is_known, session_is_over
from .family import Family
from .support import lead_time_breach

YEAR = "P1Y"
RECORDED = (relationship_is_known, session_is_over, notes_are_kept, note_is_short_enough)
NOTHING: list[Event] = []


def record(ask: RecordSession, plan: Plan) -> list[Event]:
    if known := plan.held.get(ask.session_id):
        return same_again(ask, known)
    allowed = obey(RECORDED, ask, plan)
    if plan.pair is None:  # said already by the first rule
        return []
    return [
        session_held(ask, plan, plan.pair, allowed),
        *chaperone_absent(ask, plan, plan.pair),
        *out_of_policy(ask, plan, plan.pair),
        *flags(ask, plan),
        *written_note(ask, plan.pair),
        *milestones(ask, plan),
        *series_completed(ask, plan),
        *thanks_prompted(ask),
    ]


def same_again(ask: RecordSession, known: SessionHeld) -> list[Event]:
    if (known.held_at, known.minutes) == (ask.started_at, ask.minutes):
        return []
    why = "This session was recorded differently; correct the record instead."
    raise Refused("recorded-once", why, "recorded_once")


def session_held(
    ask: RecordSession, plan: Plan, pair: PlanOpened, allowed: tuple[str, ...]
) -> SessionHeld:
    policy, slot = terms(ask).sessions, plan.slots.get(ask.session_id)
    return SessionHeld.following(
        ask,
        mentor_id=pair.mentor_id,
        mentee_id=pair.mentee_id,
        institution_id=pair.institution_id,
        number=len(plan.held) + 1,
        held_at=ask.started_at,
        age_band=plan.band_at(ask.started_at),
        topics=listed_topics(ask),
        variance=ask.minutes - policy.nominal_minutes,
        recorded_by=str(ask.asked.by),
        written_at=ask.asked.at,
        overdue_at=overdue_at(ask, plan),
        exception=as_met(ask, plan).exception,
        kind=slot.kind if slot else "ordinary",
        dormant_at=dormant_from(ask, plan, ask.started_at),
        allowed_by=allowed,
    )


def listed_topics(ask: RecordSession) -> tuple[str, ...]:
    listed = terms(ask).sessions.topics
    # A fact is not refused for a word; what the list does not have counts as `other`.
    return tuple(dict.fromkeys(one if one in listed else "other" for one in ask.topics))


def overdue_at(ask: RecordSession, plan: Plan) -> datetime | None:
    if not plan.is_active or (plan.last_held_at and ask.started_at < plan.last_held_at):
        return None
    return overdue_from(ask, plan, ask.started_at)


def chaperone_absent(ask: RecordSession, plan: Plan, pair: PlanOpened) -> list[Event]:
    required = protection(ask).sessions.minor.chaperone.required
    if ask.chaperone_present or not required or plan.band_at(ask.started_at) == "adult":
        return NOTHING
    return [ChaperoneAbsent.following(ask, mentor_id=pair.mentor_id)]


def out_of_policy(ask: RecordSession, plan: Plan, pair: PlanOpened) -> list[Event]:
    rules = broken(MEETING, as_met(ask, plan), plan)
    told = OutOfPolicyMeetingRecorded.following(ask, mentor_id=pair.mentor_id, rules=rules)
    return [told] if rules else NOTHING


def flags(ask: RecordSession, plan: Plan) -> list[Event]:
    policy = terms(ask)
    cap = policy.relationship.max_sessions
    ahead = ask.session_id in plan.slots
    late = ask.asked.at > after(ask, ask.started_at, policy.sessions.late_recording_after)
    beyond = not ahead and cap is not None and len(plan.held) >= cap
    longest = policy.sessions.soft_max_minutes
    long = longest is not None and ask.minutes > longest
    reasons = {"unscheduled": not ahead, "recorded_late": late, "beyond_cap": beyond, "long": long}
    because = {"recorded_late": ask.late_because}
    return [
        SessionFlagged.following(ask, reason=one, because=because.get(one))
        for one, so in reasons.items()
        if so
    ]


def written_note(ask: RecordSession, pair: PlanOpened) -> list[Event]:
    if not ask.note:
        return NOTHING
    person, topics = pair.mentee_person_id, listed_topics(ask)
    return [SessionNoteRecorded.following(ask, mentee_person_id=person, topics=topics)]


def milestones(ask: RecordSession, plan: Plan) -> list[Event]:
    policy, held = terms(ask), len(plan.held) + 1
    told: list[Event] = []
    # Sessions held only grow in number, so that each of these is reached once.
    if plan.term is None:
        told += [term_began(ask), *lead_time_breach(ask, plan, ask.started_at)]
    if held == policy.fit_check.after_held_session:
        told.append(FitCheckDue.following(ask, after=held))
    if held == policy.relationship.max_sessions:
        told.append(SessionCapReached.following(ask, held=held))
    return told


def series_completed(ask: RecordSession, plan: Plan) -> list[Event]:
    slot = plan.slots.get(ask.session_id)
    talks = plan.talks + (slot is None or slot.kind != "chemistry")
    if plan.series is None or plan.series_told or talks < plan.series:
        return NOTHING
    return [SeriesCompleted.following(ask, held=talks)]


def thanks_prompted(ask: RecordSession) -> list[Event]:
    policy = terms(ask).thanks
    prompted = policy.prompt == "after_session"
    return [ThanksPrompted.following(ask, role=policy.by)] if prompted else NOTHING


def term_began(ask: RecordSession) -> TermBegan:
    policy, began = terms(ask), ask.started_at
    ends = after(ask, began, policy.relationship.max) if policy.relationship.max else None
    check_in, cadence = policy.support.check_in, policy.sessions.cadence
    return TermBegan.following(
        ask,
        began_at=began,
        first_check_in_at=nth(ask, began, check_in.every, 1) if check_in else None,
        notice_at=ends and ends - timedelta(days=parse(policy.relationship.term_notice).days),
        ends_at=ends,
        follow_up_at=after(ask, began, cadence.after) if cadence.after else None,
        year_ends_at=nth(ask, began, YEAR, 1) if cadence.per_year else None,
    )


RECORDING: Family = {RecordSession: record}
