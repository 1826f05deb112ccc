"""What the two work on, and how they are in touch."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ...events import (
    AchievementRecorded,
    AgendaProposed,
    ContactChannelAgreed,
    ContactChannelRevoked,
    ContactLogged,
    DevelopmentAreaIdentified,
    EffortRecorded,
    GoalAchieved,
    GoalSet,
    InPersonAgreed,
    RouteSuggested,
    SignpostedTo,
    StrengthNoted,
    TaskAmended,
    TaskAssigned,
    TaskCompleted,
    TaskDropped,
    ThanksExpressed,
)
from ...policies.plan import Plan, Task
from .changing import Changes, alive


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


def in_touch(plan: Plan, told: ContactLogged) -> dict[str, Any]:
    return alive(plan, told.contacted_at, told.dormant_at)


WORK: Changes = {
    TaskAssigned: assigned,
    TaskAmended: lambda plan, told: task(due_on=told.due_on)(plan, told),
    TaskCompleted: task(status="completed"),
    TaskDropped: task(status="dropped"),
    GoalSet: lambda plan, told: {"goals": {**plan.goals, told.goal_id: False}},
    RouteSuggested: lambda plan, told: {"routes": plan.routes | {told.route_id}},
    EffortRecorded: lambda plan, told: {"efforts": plan.efforts | {told.effort_id}},
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
