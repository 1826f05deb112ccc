"""When the next session is overdue, when somebody is prompted, and when silence has lasted."""

from datetime import datetime

from shared.messages import Command

from .plan import Plan
from .terms import after, before, terms


def overdue_from(ask: Command, plan: Plan, at: datetime) -> datetime | None:
    """When the next session is overdue, counted from then.

    As the pair agreed and a grace after, where the programme leaves it to the pair.
    """
    cadence = terms(ask).sessions.cadence
    if plan.meet_every and cadence.is_the_pairs:
        return after(ask, after(ask, at, plan.meet_every), cadence.grace)
    return after(ask, at, cadence.wait) if cadence.wait else None


def dormant_from(ask: Command, plan: Plan, at: datetime) -> datetime | None:
    """When the two count as silent if this is the last sign of them; None where a later one is."""
    silence = terms(ask).ending.dormancy_after
    if silence is None:
        return None
    until = after(ask, at, silence)
    return until if plan.dormant_at is None or until > plan.dormant_at else None


def prompt_before(ask: Command, starts_at: datetime) -> datetime | None:
    """When somebody is asked what a session that starts then is to be about."""
    ahead = terms(ask).agenda.prompt
    return before(starts_at, ahead) if ahead else None
