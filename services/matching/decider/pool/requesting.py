"""How the pool takes requests: asked directly, submitted, reviewed, introduced, run out."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ...commands import (
    ExpireRequest,
    IntroducePair,
    PassRequestOn,
    RemindOfRequest,
    RequestMentoring,
    ReviewRequest,
    SubmitMentoringRequest,
)
from ...events import (
    IntroductionMade,
    MentoringRequested,
    MentoringRequestSubmitted,
    RequestApproved,
    RequestExpired,
    RequestReminderSent,
    RequestResponseTimedOut,
    RequestReturned,
)
from ...policies.candidates import Pool
from ...policies.holding import introducer_holds_the_role, reviewer_holds_the_role
from ...policies.proposing import no_conflict
from ...policies.requesting import (
    choice_rules,
    direct_rules,
    introduced_by_the_right_role,
    named,
    ranked_rules,
    reason_to_return,
    reviewed_by_the_role,
    reviewer_not_concerned,
    verdict,
)
from ...policies.requests import Request
from ...policies.views import in_force
from .matching import matches
from .turning import turned


def known(ask: Any, pool: Pool) -> Request:
    """The request, open or over; refused where there is none."""
    request = pool.requests.get(ask.request_id) or pool.past.get(ask.request_id)
    if request is None:
        raise Refused("request-known", "There is no such request.", "request_known")
    return request


def taken(ask: RequestMentoring | SubmitMentoringRequest, pool: Pool) -> bool:
    """Whether this very request was made before."""
    return ask.request_id in pool.requests or ask.request_id in pool.past


def request(ask: RequestMentoring, pool: Pool) -> list[Event]:
    if taken(ask, pool):
        return []
    allowed = obey(direct_rules, ask, pool)
    programme = in_force(ask)
    rules, manners = programme.matching.direct, programme.matching.decline
    reminders = rules.remind_after if manners.acknowledge == "required" else ()
    said = {"questions": ask.questions, "why_you": ask.why}
    asked = MentoringRequested.following(
        ask,
        begun_by=ask.asked.by.role,
        mentee_person_id=pool.mentee(ask.mentee_id).person_id,
        expires_at=programme.later(ask.asked.at, rules.expire_after),
        remind_at=tuple(programme.later(ask.asked.at, one) for one in reminders),
        unanswered=tuple(one for one in rules.prompts if not said.get(one, "-").strip()),
        allowed_by=allowed,
    )
    return [asked]


def submit(ask: SubmitMentoringRequest, pool: Pool) -> list[Event]:
    if taken(ask, pool):
        return []
    allowed = obey(ranked_rules, ask, pool)
    for mentor_id in ask.choices:
        chosen = obey(choice_rules, named(ask, ask.mentee_id, mentor_id), pool)
        allowed = tuple(dict.fromkeys((*allowed, *chosen)))
    submitted = MentoringRequestSubmitted.following(
        ask,
        mentee_person_id=pool.mentee(ask.mentee_id).person_id,
        respond_within=in_force(ask).matching.ranked.respond_within,
        allowed_by=allowed,
    )
    return [submitted]


def review(ask: ReviewRequest, pool: Pool) -> list[Event]:
    request, word = known(ask, pool), verdict(ask)
    rules = (
        reviewed_by_the_role,
        reviewer_not_concerned,
        reviewer_holds_the_role,
        reason_to_return,
    )
    allowed = obey(rules, ask, (pool, request))
    if request.phase != "submitted":
        return reviewed_before(request, word)
    about = {"mentee_id": request.mentee_id, "allowed_by": allowed}
    if word == "return":
        return [RequestReturned.following(ask, **about)]
    return turned(ask, pool, [RequestApproved.following(ask, **about)], request)


def reviewed_before(request: Request, word: str) -> list[Event]:
    """The same verdict once more changes nothing; another one comes too late."""
    returned = request.phase == "returned"
    if request.mode == "ranked" and request.phase != "withdrawn" and returned == (word == "return"):
        return []
    raise Refused("under-review", f"The request is {request.phase}.", "under_review")


def introduce(ask: IntroducePair, pool: Pool) -> list[Event]:
    request = known(ask, pool)
    allowed = obey((introduced_by_the_right_role, introducer_holds_the_role), ask, pool)
    if request.phase == "matched":
        return []
    if request.phase != "accepted":
        raise Refused("request-accepted", f"The request is {request.phase}.", "request_accepted")
    pair = {"mentee_id": request.mentee_id, "mentor_id": request.mentor_id}
    allowed = (*allowed, *obey((no_conflict,), named(ask, **pair), pool))
    by = str(ask.asked.by)
    made = IntroductionMade.following(ask, **pair, introduced_by=by, allowed_by=allowed)
    return [made, *matches(ask, pool, request, allowed)]


def remind(ask: RemindOfRequest, pool: Pool) -> list[Event]:
    request = pool.requests.get(ask.request_id)
    if request is None or request.phase != "asked" or ask.ordinal in request.reminded:
        return []
    due = dict(enumerate(request.remind_at, 1))
    if ask.ordinal not in due or ask.asked.at < due[ask.ordinal]:
        return []
    about = {"mentor_id": request.mentor_id, "next_at": due.get(ask.ordinal + 1)}
    return [RequestReminderSent.following(ask, **about)]


def expire(ask: ExpireRequest, pool: Pool) -> list[Event]:
    request = pool.requests.get(ask.request_id)
    if request is None or request.phase not in {"asked", "acknowledged"}:
        return []
    if request.answer_by is None or ask.asked.at < request.answer_by:
        return []
    pair = {"mentee_id": request.mentee_id, "mentor_id": request.mentor_id}
    return [RequestExpired.following(ask, **pair)]


def pass_on(ask: PassRequestOn, pool: Pool) -> list[Event]:
    request = pool.requests.get(ask.request_id)
    if request is None or request.phase != "forwarded" or request.mentor_id != ask.mentor_id:
        return []
    if request.answer_by != ask.respond_by or ask.asked.at < ask.respond_by:
        return []
    return turned(ask, pool, [RequestResponseTimedOut.following(ask)], request)


REQUESTS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    RequestMentoring: request,
    SubmitMentoringRequest: submit,
    ReviewRequest: review,
    IntroducePair: introduce,
    RemindOfRequest: remind,
    ExpireRequest: expire,
    PassRequestOn: pass_on,
}
