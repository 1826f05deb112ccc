"""How the way to a meeting by exception is prepared: what was done, and what was looked up."""

from shared.deciding import obey
from shared.messages import Event

from ..commands import CompletePreSessionCheck, MeetRequirement, NoteLevel
from ..events import LevelNoted, PreSessionCheckCompleted, RequirementMet
from ..policies.excepting import CHECK, requirement_is_listed
from ..policies.plan import Plan
from ..policies.working import relationship_is_known, speaks_for_themself
from .family import Family
from .folding import evolve
from .reviewing import newly_to_review


def meet_requirement(ask: MeetRequirement, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_known, requirement_is_listed, speaks_for_themself), ask, plan)
    if (ask.requirement, ask.by_role) in plan.requirements:
        return []
    return [RequirementMet.following(ask, allowed_by=allowed)]


def complete_check(ask: CompletePreSessionCheck, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_known, *CHECK), ask, plan)
    at = ask.checked_at or ask.asked.at
    checked = PreSessionCheckCompleted.following(ask, checked_at=at, allowed_by=allowed)
    if checked in plan.checks:
        return []
    return [checked, *newly_to_review(ask, plan, evolve(plan, checked))]


def note_level(ask: NoteLevel, plan: Plan) -> list[Event]:
    noted = LevelNoted.following(ask)
    if plan.pair is None or noted in plan.levels:
        return []
    return [noted, *newly_to_review(ask, plan, evolve(plan, noted))]


EXCEPTING: Family = {
    NoteLevel: note_level,
    MeetRequirement: meet_requirement,
    CompletePreSessionCheck: complete_check,
}
