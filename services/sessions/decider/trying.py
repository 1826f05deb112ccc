"""Which sessions ahead could not be scheduled under other rules."""

from shared.asked import Asked
from shared.verdicts import Subject, Verdicts

from ..policies.scheduling import REVIEW, as_if_scheduled, broken

BROKEN = "broken"


def stands(plan: Subject, asked: Asked) -> Verdicts:
    """Every rule of place and company that a scheduled session breaks."""
    return {
        ("session", str(slot.session_id), rule): BROKEN
        for slot in plan.state.ahead(asked.at)
        for rule in broken(REVIEW, as_if_scheduled(slot).by(asked), plan.state)
    }
