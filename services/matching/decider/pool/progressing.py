"""What the events of requests add up to: one table of where each of them leads."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from shared.messages import Event

from ...events import (
    IntroductionMade,
    MatchMade,
    MentoringRequested,
    MentoringRequestSubmitted,
    RankedChoicesExhausted,
    RequestAccepted,
    RequestAcknowledged,
    RequestApproved,
    RequestDeclined,
    RequestExpired,
    RequestForwarded,
    RequestReminderSent,
    RequestResponseTimedOut,
    RequestReturned,
    RequestSkipped,
    RequestWithdrawn,
)
from ...policies.candidates import Pool
from ...policies.requests import DIRECT, RANKED, Phase, Request
from .keeping import kept
from .seats import closed, promised

LEADS_TO: Mapping[type[Event], Phase] = {
    RequestAcknowledged: "acknowledged",
    RequestExpired: "expired",
    RequestAccepted: "accepted",
    RequestWithdrawn: "withdrawn",
    RequestApproved: "approved",
    RequestReturned: "returned",
    RankedChoicesExhausted: "exhausted",
    IntroductionMade: "introduced",
    MatchMade: "matched",
}


def requested(pool: Pool, told: MentoringRequested) -> Pool:
    request = Request(
        id=told.request_id,
        mode=DIRECT,
        mentee_id=told.mentee_id,
        choices=(told.mentor_id,),
        phase="asked",
        kind=told.kind,
        begun_by=told.begun_by,
        answer_by=told.expires_at,
        remind_at=told.remind_at,
    )
    return kept(pool, request)


def submitted(pool: Pool, told: MentoringRequestSubmitted) -> Pool:
    request = Request(
        id=told.request_id,
        mode=RANKED,
        mentee_id=told.mentee_id,
        choices=told.choices,
        phase="submitted",
        respond_within=told.respond_within,
    )
    return kept(pool, request)


def led_on(pool: Pool, told: Any) -> Pool:
    return kept(pool, replace(pool.requests[told.request_id], phase=LEADS_TO[type(told)]))


def withdrawn(pool: Pool, told: RequestWithdrawn) -> Pool:
    return closed(led_on(pool, told), told.request_id)


def accepted(pool: Pool, told: RequestAccepted) -> Pool:
    return promised(led_on(pool, told), told.request_id, (told.mentor_id, told.mentee_id))


def reminded(pool: Pool, told: RequestReminderSent) -> Pool:
    request = pool.requests[told.request_id]
    return kept(pool, replace(request, reminded=request.reminded | {told.ordinal}))


def forwarded(pool: Pool, told: RequestForwarded) -> Pool:
    request = pool.requests[told.request_id]
    return kept(pool, replace(request, phase="forwarded", answer_by=told.respond_by))


def passed(pool: Pool, told: RequestSkipped | RequestResponseTimedOut) -> Pool:
    """This choice came to nothing; the next one's turn is to be found."""
    request = pool.requests[told.request_id]
    turned = replace(request, phase="approved", turn=request.turn + 1, answer_by=None)
    return closed(kept(pool, turned), told.request_id)


def declined(pool: Pool, told: RequestDeclined) -> Pool:
    request = pool.requests[told.request_id]
    if request.mode == RANKED:
        turned = replace(request, phase="approved", turn=request.turn + 1, answer_by=None)
        return kept(pool, turned)
    return kept(pool, replace(request, phase="declined"))


def matched(pool: Pool, told: MatchMade) -> Pool:
    """The proposal of a match that a request led to is the request."""
    return kept(pool, replace(pool.requests[told.proposal_id], phase="matched"))


PROGRESS: Mapping[type[Event], Callable[[Pool, Any], Pool]] = {
    MentoringRequested: requested,
    MentoringRequestSubmitted: submitted,
    RequestAcknowledged: led_on,
    RequestReminderSent: reminded,
    RequestExpired: led_on,
    RequestAccepted: accepted,
    RequestDeclined: declined,
    RequestWithdrawn: withdrawn,
    RequestApproved: led_on,
    RequestReturned: led_on,
    RequestForwarded: forwarded,
    RequestSkipped: passed,
    RequestResponseTimedOut: passed,
    RankedChoicesExhausted: led_on,
    IntroductionMade: led_on,
    MatchMade: matched,
}
