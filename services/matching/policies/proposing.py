"""The rules a proposal obeys: of the asker, the mentee and the mentor, in this order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.deciding import Rule
from shared.messages import Command

from ..commands import ProposeMatch, RequestMentoring, ReturnToPool, SubmitMentoringRequest
from .candidates import Mentor, Pool
from .roles import office
from .views import in_force


def mode_is_offered(ask: Any, pool: Pool) -> str | None:
    """One way to a match: the programme's own, or the one it has for the under-aged."""
    rules = in_force(ask).matching
    minor = pool.mentee(ask.mentee_id).age_band == "minor"
    mode = (rules.minors if minor else None) or rules.mode
    return None if type(ask) is MODES.get(mode) else f"Here one is matched by: {mode}."


def proposed_by_the_office(ask: ProposeMatch, _pool: Pool) -> str | None:
    """1MM-048: the operator finds the match; neither mentee nor mentor asks for one."""
    may = {*in_force(ask).matching.proposed_by, *office(ask)}
    return None if ask.asked.by.role in may else "In this programme the office proposes matches."


def mentee_known(ask: ProposeMatch | ReturnToPool, pool: Pool) -> str | None:
    mentee = pool.mentee(ask.mentee_id)
    if mentee.person_id is None or mentee.gone_at:
        return "No such mentee is in this pool."
    return None


def mentee_ready(ask: ProposeMatch, pool: Pool) -> str | None:
    mentee, needs = pool.mentee(ask.mentee_id), in_force(ask).matching.requires
    if "mentee_ready" in needs and not mentee.ready and not mentee.relationships:
        return "The mentee is not ready for matching."
    return None


def one_to_one(ask: ProposeMatch, pool: Pool) -> str | None:
    """1MM-011: a mentee has one mentor at a time, and one proposal at a time."""
    mentee = pool.mentee(ask.mentee_id)
    if in_force(ask).relationship.ratio == "1:1" and (mentee.relationships or mentee.proposals):
        return "The mentee has a mentor or a proposal already."
    return None


def institution_active(ask: ProposeMatch, pool: Pool) -> str | None:
    """1MM-054: somebody must answer for an under-18."""
    mentee = pool.mentee(ask.mentee_id)
    if mentee.age_band == "minor" and mentee.institution_id not in pool.active:
        return "An under-18 is matched only through an active institution."
    return None


def chosen(ask: ProposeMatch, pool: Pool) -> Mentor:
    if ask.mentor_id is None:
        raise ValueError("these rules are about a mentor who was named")
    return pool.mentor(ask.mentor_id)


def mentor_known(ask: ProposeMatch, pool: Pool) -> str | None:
    return None if ask.mentor_id in pool.mentors else "No such mentor is in this pool."


def mentor_trained(ask: ProposeMatch, pool: Pool) -> str | None:
    """1MM-045: training comes before matching."""
    needed = "mentor_trained" in in_force(ask).matching.requires
    if needed and chosen(ask, pool).trained_at is None:
        return "The mentor's training is not complete."
    return None


def mentor_listed(ask: ProposeMatch, pool: Pool) -> str | None:
    return None if chosen(ask, pool).listed_at else "The mentor is not listed."


def mentor_available(ask: ProposeMatch, pool: Pool) -> str | None:
    mentor = chosen(ask, pool)
    away = mentor.paused or mentor.silent or mentor.gone_at
    return "The mentor is on a break or gone." if away else None


def mentor_has_a_seat(ask: ProposeMatch, pool: Pool) -> str | None:
    return None if chosen(ask, pool).unpromised else "The mentor has no seat left."


def not_oneself(ask: ProposeMatch, pool: Pool) -> str | None:
    same = chosen(ask, pool).person_id == pool.mentee(ask.mentee_id).person_id
    return "Nobody mentors themselves." if same else None


def no_conflict(ask: ProposeMatch, pool: Pool) -> str | None:
    """QS-08: not one's manager, nor anyone who appraises one. Holds in every mode."""
    kind = pool.conflicts.get((chosen(ask, pool).id, ask.mentee_id))
    if kind in in_force(ask).matching.exclude:
        return "The two stand in a relation that a match must not cross."
    return None


def same_region(ask: ProposeMatch, pool: Pool) -> str | None:
    """1MM-003: near is preferred, by the score; a rule only where a programme requires it."""
    near = chosen(ask, pool).facets.region == pool.mentee(ask.mentee_id).facets.region
    strict = in_force(ask).matching.same_region == "require"
    return "This programme matches within a region." if strict and not near else None


mentee_rules: tuple[Rule[Any, Any], ...] = (
    mentee_known,
    one_to_one,
    mentee_ready,
    institution_active,
)
mentor_rules: tuple[Rule[Any, Any], ...] = (
    mentor_known,
    mentor_listed,
    mentor_trained,
    mentor_available,
    mentor_has_a_seat,
    not_oneself,
    no_conflict,
    same_region,
)

# Another way of coming together is another row: what begins it. Its own rules lie beside it.
CURATED = "curated"
MODES: Mapping[str, type[Command]] = {
    CURATED: ProposeMatch,
    "ranked": SubmitMentoringRequest,
    "direct": RequestMentoring,
}
asker_rules: tuple[Rule[Any, Any], ...] = (mode_is_offered, proposed_by_the_office)


def eligible(ask: ProposeMatch, pool: Pool) -> list[Mentor]:
    """Every mentor whom no rule keeps from this mentee."""
    return [mentor for mentor in pool.mentors.values() if permitted(ask, mentor, pool)]


def permitted(ask: ProposeMatch, mentor: Mentor, pool: Pool) -> bool:
    named = replace(ask, mentor_id=mentor.id)
    return all(rule(named, pool) is None for rule in mentor_rules)
