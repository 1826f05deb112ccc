"""What a plan's events add up to."""

from dataclasses import replace

from shared.messages import Event

from ...policies.plan import Plan
from .changing import Changes
from .diary import DIARY
from .dues import DUES, FITTING
from .standing import BEFORE, STANDING
from .work import WORK

CHANGES: Changes = {**STANDING, **BEFORE, **DIARY, **DUES, **FITTING, **WORK}


def evolve(plan: Plan, event: Event) -> Plan:
    """The plan after this; events that decide nothing later leave it as it was."""
    change = CHANGES.get(type(event))
    return replace(plan, **change(plan, event)) if change else plan
