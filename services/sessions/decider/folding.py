"""What a plan's events add up to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from shared.messages import Event

from ..events import (
    CheckInCompleted,
    CheckInDue,
    CheckInMissed,
    ChecklistNoted,
    ContactChannelAgreed,
    ContactChannelRevoked,
    DevelopmentAreaIdentified,
    FitCheckCompleted,
    FitCheckDue,
    GoalAchieved,
    GoalSet,
    InPersonAgreed,
    InstitutionNoted,
    LeadTimeBreached,
    LeadTimeStarted,
    PlanBandChanged,
    PlanEnded,
    PlanOpened,
    PlanPaused,
    PlanReleased,
    PlanResumed,
    PlanSuspended,
    SessionAttested,
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionNotHeld,
    SessionOverdue,
    SessionRescheduled,
    SessionScheduled,
    StrengthNoted,
    TaskAmended,
    TaskAssigned,
    TaskCompleted,
    TaskDropped,
    TermBegan,
    TermEnding,
)
from ..policies.plan import ALWAYS, Plan, Task

Changes = Mapping[type[Event], Callable[[Plan, Any], dict[str, Any]]]


def evolve(plan: Plan, event: Event) -> Plan:
    """The plan after this; events that decide nothing later leave it as it was."""
    change = CHANGES.get(type(event))
    return replace(plan, **change(plan, event)) if change else plan


def opened(plan: Plan, told: PlanOpened) -> dict[str, Any]:
    return {"pair": told, "bands": ((ALWAYS, told.age_band), *plan.bands)}


def band_changed(plan: Plan, told: PlanBandChanged) -> dict[str, Any]:
    bands = tuple(sorted((*plan.bands, (told.since, told.band))))
    # What was agreed as a minor is asked afresh.
    return {"bands": bands, "choose_in_person": frozenset()}


def moved(plan: Plan, told: SessionRescheduled) -> dict[str, Any]:
    slot = plan.slots[told.session_id]
    at = replace(slot, starts_at=told.starts_at, ends_at=told.ends_at)
    return {"slots": {**plan.slots, told.session_id: at}}


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
    PlanResumed: lambda *_: {"paused": False},
    PlanSuspended: lambda *_: {"suspended": True},
    PlanReleased: lambda *_: {"suspended": False},
    PlanEnded: lambda _, told: {"ended_on": told.effective_on},
}

DIARY: Changes = {
    SessionScheduled: lambda plan, told: {"slots": {**plan.slots, told.session_id: told}},
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
    InPersonAgreed: lambda plan, told: {"choose_in_person": plan.choose_in_person | {told.by_role}},
    ContactChannelAgreed: lambda plan, told: {
        "channels": plan.channels | {(told.channel, told.by_role)}
    },
    ContactChannelRevoked: channel_closed,
}

CHANGES: Changes = {**STANDING, **DIARY, **DUES, **WORK}
