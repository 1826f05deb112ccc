"""The rules of asking for oneself: who may, whom, how many, and of the reviewer."""

from typing import Any
from uuid import UUID

from shared.deciding import Rule

from ..commands import IntroducePair, ProposeMatch, RequestMentoring, SubmitMentoringRequest
from ..commands import ReviewRequest as Review
from .candidates import Pool
from .holding import membership_is_current
from .proposing import (
    mentee_known,
    mentor_known,
    mentor_listed,
    mentor_rules,
    mentor_trained,
    mode_is_offered,
    no_conflict,
    not_oneself,
    one_to_one,
    same_region,
)
from .requests import Request
from .roles import office, only
from .views import in_force

Beginning = RequestMentoring | SubmitMentoringRequest


def own_ids(pool: Pool, side: str, id_: UUID) -> set[str]:
    """The ids that a mentor or mentee may be known by: the participation's and the person's."""
    candidate = pool.mentor(id_) if side == "mentor" else pool.mentee(id_)
    return {str(one) for one in (candidate.id, candidate.person_id) if one}


def asked_by_the_mentee(ask: Beginning, pool: Pool) -> str | None:
    """Nobody can choose for somebody else, the office no more than others."""
    actor = ask.asked.by
    if actor.role == "mentee" and actor.id in own_ids(pool, "mentee", ask.mentee_id):
        return None
    return "Only the mentee can ask for this."


def begun_by_the_right_side(ask: RequestMentoring, pool: Pool) -> str | None:
    """JOH-33: the mentee moves first, unless the programme lets mentors do so too."""
    actor, initiator = ask.asked.by, in_force(ask).matching.direct.initiator
    side = actor.role
    of = ask.mentor_id if side == "mentor" else ask.mentee_id
    may = side in {"mentor", "mentee"} and initiator in {side, "either"}
    if may and actor.id in own_ids(pool, side, of):
        return None
    return "In this programme the mentee asks." if initiator == "mentee" else "Ask for yourself."


def adults_only(ask: Beginning, pool: Pool) -> str | None:
    """QS-07: an under-18's match needs their institution's yes, which a proposal asks for."""
    minor = pool.mentee(ask.mentee_id).age_band == "minor"
    return "An under-18 is matched by a proposal." if minor else None


def kind_is_offered(ask: RequestMentoring, _pool: Pool) -> str | None:
    """JOH-12."""
    kinds = in_force(ask).matching.direct.kinds
    return None if ask.kind in kinds else f"One can ask for: {', '.join(kinds)}."


def kind_is_willing(ask: RequestMentoring, pool: Pool) -> str | None:
    """JOH-14: a mentor is asked for what they are willing to do. Who said nothing of it can be
    asked for anything: where the word is needed, nobody is listed without it.
    """
    willing = pool.mentor(ask.mentor_id).willing
    if not willing or ask.kind in willing:
        return None
    return f"This mentor can be asked for: {', '.join(sorted(willing))}."


def follows_an_ended_one(ask: Beginning, pool: Pool) -> str | None:
    """U6: what came to nothing is not undone; a new request says which one it follows."""
    if ask.follows is None:
        return None
    earlier = pool.past.get(ask.follows)
    if earlier is None or earlier.mentee_id != ask.mentee_id:
        return "A request follows one of the same mentee that came to an end."
    return None


def one_open_request_a_pair(ask: RequestMentoring, pool: Pool) -> str | None:
    pair = (ask.mentor_id, ask.mentee_id)
    mine = pool.requests_of(ask.mentee_id)
    known = any((one.mentor_id, one.mentee_id) == pair for one in mine)
    return "The two have an open request already." if known else None


def one_open_request(ask: SubmitMentoringRequest, pool: Pool) -> str | None:
    mine = pool.requests_of(ask.mentee_id)
    known = any(one.mentee_id == ask.mentee_id for one in mine)
    return "The mentee has an open request already." if known else None


def may_choose_again(ask: SubmitMentoringRequest, pool: Pool) -> str | None:
    """ASME-40: after the last choice one may choose anew, unless the programme says otherwise."""
    if in_force(ask).matching.ranked.exhausted == "invite_rerank":
        return None
    return "The choices are used up." if ask.mentee_id in pool.exhausted else None


def choices_in_number(ask: SubmitMentoringRequest, _pool: Pool) -> str | None:
    """ASME-35: at least one, and as many as the programme allows."""
    most = in_force(ask).matching.ranked.max_choices
    return None if 1 <= len(ask.choices) <= most else f"Name one mentor, or up to {most}."


def choices_distinct(ask: SubmitMentoringRequest, _pool: Pool) -> str | None:
    same = len(set(ask.choices)) < len(ask.choices)
    return "A mentor can be named only once." if same else None


def texts_present(ask: SubmitMentoringRequest, _pool: Pool) -> str | None:
    """ASME-35: who one is and what it is for, as the programme requires."""
    given = {"biography": ask.biography, "purpose": ask.purpose}
    missing = [
        name
        for name in in_force(ask).matching.ranked.requires
        if name in given and not given[name].strip()
    ]
    return f"Missing: {', '.join(missing)}." if missing else None


direct_rules: tuple[Rule[Any, Any], ...] = (
    mode_is_offered,
    begun_by_the_right_side,
    mentee_known,
    membership_is_current,
    one_to_one,
    adults_only,
    kind_is_offered,
    one_open_request_a_pair,
    follows_an_ended_one,
    *mentor_rules,
    kind_is_willing,
)
ranked_rules: tuple[Rule[Any, Any], ...] = (
    mode_is_offered,
    asked_by_the_mentee,
    mentee_known,
    membership_is_current,
    one_to_one,
    adults_only,
    one_open_request,
    follows_an_ended_one,
    may_choose_again,
    choices_in_number,
    choices_distinct,
    texts_present,
)
# A seat is no matter yet: whoever is full when their turn comes is passed over (ASME-37).
choice_rules: tuple[Rule[Any, Any], ...] = (
    mentor_known,
    mentor_listed,
    mentor_trained,
    not_oneself,
    no_conflict,
    same_region,
)


def named(ask: Any, mentee_id: UUID, mentor_id: UUID) -> ProposeMatch:
    """The same question as a proposal puts it, for the rules about a mentor."""
    id_ = ask.request_id
    return ProposeMatch(
        pool_id=ask.pool_id, proposal_id=id_, mentee_id=mentee_id, mentor_id=mentor_id
    ).by(ask.asked)


def reviewed_by_the_role(ask: Review, _state: object) -> str | None:
    """ASME-36: one role reviews; the office does where the programme names none."""
    role = in_force(ask).matching.ranked.review.role
    return only({role} if role else office(ask), ask)


def reviewer_not_concerned(ask: Review, state: tuple[Pool, Request]) -> str | None:
    """ASME-36: whoever is a choice themselves leaves the review to somebody else."""
    pool, request = state
    concerned = own_ids(pool, "mentee", request.mentee_id).union(
        *(own_ids(pool, "mentor", one) for one in request.choices)
    )
    return "A reviewer must not be concerned." if ask.asked.by.id in concerned else None


def reason_to_return(ask: Review, _state: object) -> str | None:
    """ASME-36: a request goes forward unless a reason that the programme knows speaks against."""
    reasons = in_force(ask).matching.ranked.review.refuse_reasons
    if verdict(ask) == "forward" or ask.reason_code in reasons:
        return None
    return f"A request is returned only for: {', '.join(reasons)}."


def verdict(ask: Review) -> str:
    return ask.verdict or in_force(ask).matching.ranked.review.default


def introduced_by_the_right_role(ask: IntroducePair, _state: object) -> str | None:
    """ASME-39."""
    by = in_force(ask).matching.introduction.by
    return only(office(ask) if by == "office" else {by}, ask)
