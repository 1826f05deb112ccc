"""The rules of reading what people wrote, and of reporting back after a silence."""

from typing import Any

from shared.deciding import Rule

from ..commands import ReadRequestTexts, ReportBack
from .candidates import Pool
from .holding import holder_asks
from .proposing import mentor_known
from .requesting import own_ids
from .requests import RANKED, Phase, Request
from .roles import office
from .views import in_force

# While it is theirs to answer, and once they have said yes; a no or a lapse ends it.
THEIRS: frozenset[Phase] = frozenset(
    {"asked", "acknowledged", "forwarded", "accepted", "introduced", "matched"}
)


def side_reading(ask: ReadRequestTexts, pool: Pool, request: Request) -> str | None:
    """In which capacity the asker may read: as who was asked, or as the reviewer."""
    actor, side = ask.asked.by, request.answering
    of = request.mentor_id if side == "mentor" else request.mentee_id
    if actor.role == side and actor.id in own_ids(pool, side, of):
        return side if request.phase in THEIRS else None
    return "reviewer" if reviews(ask, pool, request) else None


def reviews(ask: ReadRequestTexts, pool: Pool, request: Request) -> bool:
    """ASME-36: the policy's role, or the office where there is none; never who is concerned."""
    actor, role = ask.asked.by, in_force(ask).matching.ranked.review.role
    if request.mode != RANKED or actor.role not in ({role} if role else office(ask)):
        return False
    if holder_asks(ask, pool, role):
        return False
    choices = (own_ids(pool, "mentor", one) for one in request.choices)
    return actor.id not in own_ids(pool, "mentee", request.mentee_id).union(*choices)


def read_by_whom_it_is_for(ask: ReadRequestTexts, state: tuple[Pool, Request]) -> str | None:
    """JOH-34, ASME-37: who was asked, once they were, and the reviewer; nobody else."""
    pool, request = state
    if side_reading(ask, pool, request):
        return None
    return "Only who was asked, and the reviewer, can read this."


def reported_by_themselves(ask: ReportBack, pool: Pool) -> str | None:
    actor = ask.asked.by
    if actor.role in office(ask):
        return None
    own = actor.role == "mentor" and actor.id in own_ids(pool, "mentor", ask.mentor_id)
    return None if own else "Only the mentor, or the office for them, can say so."


reporting_rules: tuple[Rule[Any, Any], ...] = (mentor_known, reported_by_themselves)
