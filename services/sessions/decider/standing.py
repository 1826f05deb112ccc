"""How a plan opens, halts and ends by what other services say; none of it can be refused."""

from datetime import datetime

from shared.durations import midnight
from shared.messages import Command, Event

from ..commands import (
    CancelUpcoming,
    ChangeBand,
    EndPlan,
    NoteChecklist,
    NoteDeniedVenue,
    NoteInstitution,
    OpenPlan,
    PausePlan,
    SuspendPlan,
)
from ..events import (
    ChecklistNoted,
    ContactChannelRevoked,
    DeniedVenueNoted,
    InstitutionNoted,
    PlanBandChanged,
    PlanEnded,
    PlanOpened,
    PlanPaused,
    PlanSuspended,
    SessionCancelled,
)
from ..policies.contacting import allowed
from ..policies.plan import Plan
from ..policies.rhythm import dormant_from
from ..policies.terms import protection, zone_of
from .family import Family
from .folding import evolve
from .reviewing import to_review

# One reason for every cause: whoever sees it learns that there will be no session, and no more.
NEUTRAL = "not_going_ahead"


def open_plan(ask: OpenPlan, plan: Plan) -> list[Event]:
    if plan.pair:
        return []
    return [PlanOpened.following(ask, dormant_at=dormant_from(ask, plan, ask.made_at))]


def note_checklist(ask: NoteChecklist, plan: Plan) -> list[Event]:
    return [] if plan.checked is not None else [ChecklistNoted.following(ask)]


def called_off(ask: Command, plan: Plan, since: datetime) -> list[Event]:
    return [
        SessionCancelled.following(ask, session_id=one.session_id, reason_code=NEUTRAL)
        for one in plan.ahead(since)
    ]


def pause(ask: PausePlan, plan: Plan) -> list[Event]:
    if plan.paused:
        return []
    return [PlanPaused.following(ask), *called_off(ask, plan, ask.asked.at)]


def suspend(ask: SuspendPlan, plan: Plan) -> list[Event]:
    if plan.suspended:
        return []
    return [PlanSuspended.following(ask), *called_off(ask, plan, ask.asked.at)]


def end(ask: EndPlan, plan: Plan) -> list[Event]:
    if plan.ended_on:
        return []
    since = max(ask.asked.at, midnight(ask.effective_on, zone_of(ask)))
    return [PlanEnded.following(ask), *called_off(ask, plan, since)]


def cancel_upcoming(ask: CancelUpcoming, plan: Plan) -> list[Event]:
    return called_off(ask, plan, ask.asked.at)


def change_band(ask: ChangeBand, plan: Plan) -> list[Event]:
    since = midnight(ask.effective_on, zone_of(ask))
    if (since, ask.band) in plan.bands or plan.band_at(since) == ask.band:
        return []
    changed = PlanBandChanged.following(ask, since=since)
    return [changed, *lapsed_channels(ask, plan), *to_review(ask, evolve(plan, changed), since)]


def lapsed_channels(ask: ChangeBand, plan: Plan) -> list[Event]:
    listed = allowed(protection(ask).channels, ask.band)
    gone = sorted({channel for channel, _ in plan.channels if channel not in listed})
    return [
        ContactChannelRevoked.following(ask, channel=one, reason_code="age_band") for one in gone
    ]


def note_institution(ask: NoteInstitution, plan: Plan) -> list[Event]:
    newer = ask.standing.ordinal > plan.house.ordinal
    return [InstitutionNoted.following(ask)] if newer else []


def note_denied_venue(ask: NoteDeniedVenue, plan: Plan) -> list[Event]:
    if plan.pair is None:
        return []
    return [DeniedVenueNoted.following(ask, mentor_id=plan.pair.mentor_id)]


STANDING: Family = {
    OpenPlan: open_plan,
    NoteChecklist: note_checklist,
    PausePlan: pause,
    SuspendPlan: suspend,
    EndPlan: end,
    CancelUpcoming: cancel_upcoming,
    ChangeBand: change_band,
    NoteDeniedVenue: note_denied_venue,
    NoteInstitution: note_institution,
}
