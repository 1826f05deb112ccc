"""How a plan goes on after a halt, an end taken back, or a silence; none of it can be refused."""

from dataclasses import replace

from shared.messages import Command, Event

from ..commands import ContinuePlan, NoteShape, ReleasePlan, ReopenPlan, ResumePlan
from ..events import PlanContinued, PlanReleased, PlanReopened, PlanResumed, SeriesPlanned
from ..policies.plan import Plan
from ..policies.rhythm import dormant_from, overdue_from
from .family import Family


def goes_on(
    told: type[PlanResumed | PlanReleased | PlanReopened], ask: Command, plan: Plan
) -> list[Event]:
    if plan.ended_on or (plan.paused and plan.suspended):
        return [told.following(ask)]
    dormant_at = dormant_from(ask, plan, ask.asked.at)
    if plan.last_held_at is None:
        return [told.following(ask, dormant_at=dormant_at)]
    anew, last = overdue_from(ask, plan, ask.asked.at), plan.last_held_at
    return [told.following(ask, overdue_at=anew, last_held_at=last, dormant_at=dormant_at)]


def resume(ask: ResumePlan, plan: Plan) -> list[Event]:
    return goes_on(PlanResumed, ask, plan) if plan.paused else []


def release(ask: ReleasePlan, plan: Plan) -> list[Event]:
    return goes_on(PlanReleased, ask, plan) if plan.suspended else []


def reopen(ask: ReopenPlan, plan: Plan) -> list[Event]:
    if plan.ended_on is None:
        return []
    if plan.paused or plan.suspended:
        return [PlanReopened.following(ask)]
    return goes_on(PlanReopened, ask, replace(plan, ended_on=None))


def continue_(ask: ContinuePlan, plan: Plan) -> list[Event]:
    if not plan.is_active or not plan.dormant:
        return []
    at = ask.asked.at
    return [PlanContinued.following(ask, said_at=at, dormant_at=dormant_from(ask, plan, at))]


def note_shape(ask: NoteShape, plan: Plan) -> list[Event]:
    one_off = ask.shape == "one_off" and plan.series is None and plan.talks == 0
    return [SeriesPlanned.following(ask, count=1)] if one_off else []


GOING_ON: Family = {
    ResumePlan: resume,
    ReleasePlan: release,
    ReopenPlan: reopen,
    ContinuePlan: continue_,
    NoteShape: note_shape,
}
