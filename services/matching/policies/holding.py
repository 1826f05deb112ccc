"""Who holds a role, as the office granted it and not as the asker says; whose membership lapsed.

Both are heard from profiles and kept in the pool, so that a review and a request are decided on
one picture. Whoever stands in for two holders at once no longer does when the first of them is
back: profiles does not say for whom, and no is the safer mistake.
"""

from typing import Any

from ..commands import IntroducePair, RequestMentoring, ReviewRequest, SubmitMentoringRequest
from .candidates import Pool
from .requests import Request
from .views import in_force


def holds(pool: Pool, actor_id: str, role: str) -> bool:
    """Whether a person of this id has the role now, or stands in for somebody who has."""
    return any(
        so and name == role and str(person) == actor_id
        for (person, name, _, _), (so, _) in pool.duties.items()
    )


def reviewer_holds_the_role(ask: ReviewRequest, state: tuple[Pool, Request]) -> str | None:
    """ASME-04: what somebody calls themselves is no proof; the grant is, or the days they cover."""
    return holder_asks(ask, state[0], in_force(ask).matching.ranked.review.role)


def holder_asks(ask: Any, pool: Pool, role: str | None) -> str | None:
    """The reason against whoever does not hold the role; None where the office does it."""
    if role is None or holds(pool, ask.asked.by.id, role):
        return None
    return "Only who holds the role, or stands in for them now, can do this."


def introducer_holds_the_role(ask: IntroducePair, pool: Pool) -> str | None:
    """ASME-39: where the programme names a role for it."""
    by = in_force(ask).matching.introduction.by
    return holder_asks(ask, pool, None if by == "office" else by)


def membership_is_current(ask: RequestMentoring | SubmitMentoringRequest, pool: Pool) -> str | None:
    """ASME-13: whose membership lapsed asks for nobody; what is under way goes on."""
    person, organisation = pool.mentee(ask.mentee_id).person_id, in_force(ask).membership
    if person is None or organisation is None:
        return None
    lapsed, _ = pool.lapses.get((person, organisation), (False, None))
    return "Taking part is for members." if lapsed else None
