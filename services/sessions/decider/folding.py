"""What a plan's events add up to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.messages import Event

from ..events import (
    AchievementRecorded,
    AgendaPrompted,
    AgendaProposed,
    CheckInCompleted,
    CheckInDue,
    CheckInMissed,
    ChecklistNoted,
    ContactChannelAgreed,
    ContactChannelRevoked,
    ContactLogged,
    DevelopmentAreaIdentified,
    FitCheckCompleted,
    FitCheckDue,
    FitConfirmed,
    FitDecisionRecorded,
    FitDenied,
    FollowUpDue,
    GoalAchieved,
    GoalSet,
    InPersonAgreed,
    InstitutionNoted,
    LeadTimeBreached,
    LeadTimeStarted,
    LevelNoted,
    PairDormant,
    PairTermsAgreed,
    PlanBandChanged,
    PlanEnded,
    PlanOpened,
    PlanPaused,
    PlanReleased,
    PlanResumed,
    PlanSuspended,
    PreSessionCheckCompleted,
    RequirementMet,
    SeriesCompleted,
    SeriesPlanned,
    SessionAttested,
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionNotHeld,
    SessionOverdue,
    SessionRescheduled,
    SessionScheduled,
    SignpostedTo,
    StrengthNoted,
    TaskAmended,
    TaskAssigned,
    TaskCompleted,
    TaskDropped,
    TermBegan,
    TermEnding,
    TermsProposed,
    ThanksExpressed,
    YearCounted,
)
from ..policies.plan import ALWAYS, Plan, Task

Changes = Mapping[type[Event], Callable[[Plan, Any], dict[str, Any]]]


def evolve(plan: Plan, event: Event) -> Plan:
    """The plan after this; events that decide nothing later leave it as it was."""
    change = CHANGES.get(type(event))
    return replace(plan, **change(plan, event)) if change else plan


def opened(plan: Plan, told: PlanOpened) -> dict[str, Any]:
    bands = ((ALWAYS, told.age_band), *plan.bands)
    return {"pair": told, "bands": bands, **alive(plan, told.made_at, told.dormant_at)}


def alive(plan: Plan, at: datetime | None, dormant_at: datetime | None) -> dict[str, Any]:
    """What a sign of life changes; nothing where there was a later one."""
    if dormant_at is None or (plan.dormant_at and dormant_at <= plan.dormant_at):
        return {}
    return {"alive_at": at or plan.alive_at, "dormant_at": dormant_at, "dormant": False}


def goes_on(halt: str) -> Callable[[Plan, Any], dict[str, Any]]:
    return lambda plan, told: {halt: False, **alive(plan, None, told.dormant_at)}


def planned(plan: Plan, told: SessionScheduled) -> dict[str, Any]:
    slots = {**plan.slots, told.session_id: told}
    return {"slots": slots, **alive(plan, told.starts_at, told.dormant_at)}


def in_touch(plan: Plan, told: ContactLogged) -> dict[str, Any]:
    return alive(plan, told.contacted_at, told.dormant_at)


def terms_agreed(plan: Plan, told: PairTermsAgreed) -> dict[str, Any]:
    every = told.meet_every or plan.meet_every
    return {"agreed": plan.agreed | {told.terms_id}, "meet_every": every}


def band_changed(plan: Plan, told: PlanBandChanged) -> dict[str, Any]:
    bands = tuple(sorted((*plan.bands, (told.since, told.band))))
    # What was agreed as a minor is asked afresh.
    return {"bands": bands, "choose_in_person": frozenset()}


def moved(plan: Plan, told: SessionRescheduled) -> dict[str, Any]:
    slot = plan.slots[told.session_id]
    at = replace(slot, starts_at=told.starts_at, ends_at=told.ends_at)
    moved_to = {**plan.slots, told.session_id: at}
    moves = {**plan.moves, told.session_id: plan.moves.get(told.session_id, 0) + 1}
    return {"slots": moved_to, "moves": moves, **alive(plan, told.starts_at, told.dormant_at)}


def called_off(plan: Plan, told: SessionCancelled | SessionNotHeld) -> dict[str, Any]:
    why = told.cause if isinstance(told, SessionNotHeld) else "cancelled"
    slots = without(plan.slots, told.session_id)
    return {"slots": slots, "off": {**plan.off, told.session_id: why}}


def met(plan: Plan, told: SessionHeld) -> dict[str, Any]:
    last = max(plan.last_held_at or told.held_at, told.held_at)
    return {
        "slots": without(plan.slots, told.session_id),
        "held": {**plan.held, told.session_id: told},
        "last_held_at": last,
        "overdue": plan.overdue and last == plan.last_held_at,
        **alive(plan, told.held_at, told.dormant_at),
    }


def corrected(plan: Plan, told: SessionCorrected) -> dict[str, Any]:
    now = {**plan.corrected.get(told.session_id, {}), **told.now}
    return {"corrected": {**plan.corrected, told.session_id: now}}


def check_in(status: str) -> Callable[[Plan, Any], dict[str, Any]]:
    return lambda plan, told: {"check_ins": {**plan.check_ins, told.ordinal: status}}


def task(**changes: Any) -> Callable[[Plan, Any], dict[str, Any]]:
    def change(plan: Plan, told: TaskCompleted | TaskDropped) -> dict[str, Any]:
        now = replace(plan.tasks[told.task_id], **changes)
        return {"tasks": {**plan.tasks, told.task_id: now}}

    return change


def assigned(plan: Plan, told: TaskAssigned) -> dict[str, Any]:
    new = Task(told.assigned_at, told.due_on)
    return {"tasks": {**plan.tasks, told.task_id: new}}


def channel_closed(plan: Plan, told: ContactChannelRevoked) -> dict[str, Any]:
    left = {one for one in plan.channels if one[0] != told.channel}
    return {"channels": frozenset(left)}


def without(known: Mapping[Any, Any], one: Any) -> dict[Any, Any]:
    return {id_: value for id_, value in known.items() if id_ != one}


STANDING: Changes = {
    PlanOpened: opened,
    PlanBandChanged: band_changed,
    ChecklistNoted: lambda _, told: {"checked": told.items, "chaperone": told.chaperone_id},
    InstitutionNoted: lambda _, told: {"house": told.standing},
    PlanPaused: lambda *_: {"paused": True},
    PlanResumed: goes_on("paused"),
    PlanSuspended: lambda *_: {"suspended": True},
    PlanReleased: goes_on("suspended"),
    PlanEnded: lambda _, told: {"ended_on": told.effective_on},
}

BEFORE: Changes = {
    RequirementMet: lambda plan, told: {
        "requirements": plan.requirements | {(told.requirement, told.by_role)}
    },
    PreSessionCheckCompleted: lambda plan, told: {"checks": (*plan.checks, told)},
    LevelNoted: lambda plan, told: {"levels": (*plan.levels, told)},
}

DIARY: Changes = {
    SessionScheduled: planned,
    SessionRescheduled: moved,
    SessionCancelled: called_off,
    SessionNotHeld: called_off,
    SessionHeld: met,
    SessionAttested: lambda plan, told: {"attested": plan.attested | {told.session_id}},
    SessionCorrected: corrected,
}

DUES: Changes = {
    TermBegan: lambda _, told: {"term": told},
    TermEnding: lambda *_: {"term_told": True},
    SessionOverdue: lambda *_: {"overdue": True},
    FitCheckDue: lambda *_: {"fit_due": True},
    FitCheckCompleted: lambda plan, told: {"fit": {**plan.fit, told.by_role: told.verdict}},
    CheckInDue: check_in("due"),
    CheckInCompleted: check_in("completed"),
    CheckInMissed: check_in("missed"),
    LeadTimeStarted: lambda _, told: {"applied_at": told.applied_at},
    LeadTimeBreached: lambda *_: {"lead_time_told": True},
    FollowUpDue: lambda *_: {"follow_up_told": True},
    YearCounted: lambda plan, told: {"years": plan.years | {told.ordinal}},
    PairDormant: lambda *_: {"dormant": True},
    AgendaPrompted: lambda plan, told: {"prompted": plan.prompted | {told.session_id}},
}

FITTING: Changes = {
    FitDecisionRecorded: lambda plan, told: {
        "fit_decisions": {**plan.fit_decisions, told.by_role: told.verdict}
    },
    FitConfirmed: lambda *_: {"fit_settled": True},
    FitDenied: lambda *_: {"fit_settled": True, "fit_denied": True},
    TermsProposed: lambda plan, told: {"proposals": {**plan.proposals, told.terms_id: told}},
    PairTermsAgreed: terms_agreed,
    SeriesPlanned: lambda _, told: {"series": told.count, "series_told": False},
    SeriesCompleted: lambda *_: {"series_told": True},
}

WORK: Changes = {
    TaskAssigned: assigned,
    TaskAmended: lambda plan, told: task(due_on=told.due_on)(plan, told),
    TaskCompleted: task(status="completed"),
    TaskDropped: task(status="dropped"),
    GoalSet: lambda plan, told: {"goals": {**plan.goals, told.goal_id: False}},
    GoalAchieved: lambda plan, told: {"goals": {**plan.goals, told.goal_id: True}},
    DevelopmentAreaIdentified: lambda plan, told: {"areas": plan.areas | {told.code}},
    StrengthNoted: lambda plan, told: {"strengths": plan.strengths | {told.strength_id}},
    AgendaProposed: lambda plan, told: {"agendas": plan.agendas | {told.session_id}},
    AchievementRecorded: lambda plan, told: {
        "achievements": plan.achievements | {told.achievement_id}
    },
    ThanksExpressed: lambda plan, told: {"thanks": plan.thanks | {told.thanks_id}},
    SignpostedTo: lambda plan, told: {"signposts": plan.signposts | {told.resource}},
    ContactLogged: in_touch,
    InPersonAgreed: lambda plan, told: {"choose_in_person": plan.choose_in_person | {told.by_role}},
    ContactChannelAgreed: lambda plan, told: {
        "channels": plan.channels | {(told.channel, told.by_role)}
    },
    ContactChannelRevoked: channel_closed,
}

CHANGES: Changes = {**STANDING, **BEFORE, **DIARY, **DUES, **FITTING, **WORK}
