"""How a plan stands: open, halted, over, and what came before the first session."""

from collections.abc import Callable
from typing import Any

from ...events import (
    ChecklistNoted,
    InstitutionNoted,
    LevelNoted,
    PlanBandChanged,
    PlanContinued,
    PlanEnded,
    PlanOpened,
    PlanPaused,
    PlanReleased,
    PlanReopened,
    PlanResumed,
    PlanSuspended,
    PreSessionCheckCompleted,
    RequirementMet,
)
from ...policies.plan import ALWAYS, Plan
from .changing import Changes, alive


def opened(plan: Plan, told: PlanOpened) -> dict[str, Any]:
    bands = ((ALWAYS, told.age_band), *plan.bands)
    return {"pair": told, "bands": bands, **alive(plan, told.made_at, told.dormant_at)}


def goes_on(halt: str, clear: Any = False) -> Callable[[Plan, Any], dict[str, Any]]:  # noqa: FBT002
    return lambda plan, told: {halt: clear, **alive(plan, None, told.dormant_at)}


def band_changed(plan: Plan, told: PlanBandChanged) -> dict[str, Any]:
    bands = tuple(sorted((*plan.bands, (told.since, told.band))))
    # What was agreed as a minor is asked afresh.
    return {"bands": bands, "choose_in_person": frozenset()}


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
    PlanReopened: goes_on("ended_on", None),
    PlanContinued: lambda plan, told: {
        "dormant": False,
        **alive(plan, told.said_at, told.dormant_at),
    },
}

BEFORE: Changes = {
    RequirementMet: lambda plan, told: {
        "requirements": plan.requirements | {(told.requirement, told.by_role)}
    },
    PreSessionCheckCompleted: lambda plan, told: {"checks": (*plan.checks, told)},
    LevelNoted: lambda plan, told: {"levels": (*plan.levels, told)},
}
