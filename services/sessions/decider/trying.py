"""Which sessions ahead could not be scheduled under other rules."""

from dataclasses import replace
from datetime import datetime

from shared.asked import Asked
from shared.verdicts import Subject, Verdicts

from ..policies.plan import Plan
from ..policies.scheduling import (
    REVIEW,
    as_if_scheduled,
    broken,
    chemistry_comes_first,
    chemistry_in_its_mode,
    within_the_cap,
)

AHEAD = (*REVIEW, within_the_cap, chemistry_comes_first, chemistry_in_its_mode)
BROKEN = "broken"


def stands(plan: Subject, asked: Asked) -> Verdicts:
    """Every rule of place, company and number that a scheduled session breaks."""
    return {
        ("session", str(slot.session_id), rule): BROKEN
        for slot in plan.state.ahead(asked.at)
        for rule in broken(
            AHEAD, as_if_scheduled(slot).by(asked), up_to(plan.state, slot.starts_at)
        )
    }


def up_to(plan: Plan, at: datetime) -> Plan:
    """The plan with what comes before: whichever session comes later is the one too many."""
    earlier = {id_: one for id_, one in plan.slots.items() if one.starts_at < at}
    return replace(plan, slots=earlier)
