"""How requests stand, for the mentee and the office, and what a mentor may see of them."""

from collections.abc import Mapping
from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import (
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
    RequestResponseTimedOut,
    RequestReturned,
    RequestSkipped,
    RequestWithdrawn,
)

BEGIN = """
INSERT INTO request (request_id, pool_id, mode, kind, mentee_id, state, begun_at, answer_by,
                     follows, programme, place)
VALUES (%(id)s, %(pool)s, %(mode)s, %(kind)s, %(mentee)s, %(state)s, %(at)s, %(answer_by)s,
        %(follows)s, %(programme)s, %(place)s)
"""
STAND = "UPDATE request SET state = %(state)s, answer_by = %(answer_by)s WHERE request_id = %(id)s"
DECLINE = """
UPDATE request SET state = 'declined', reason_given = %(reason)s, message_sent = %(message)s
 WHERE request_id = %(id)s AND mode = 'direct'
"""
ASK = """
INSERT INTO asked_mentor (request_id, mentor_id, state, asked_at, answer_by)
VALUES (%(id)s, %(mentor)s, 'open', %(at)s, %(answer_by)s)
"""
ANSWER = """
UPDATE asked_mentor SET state = %(state)s
 WHERE request_id = %(id)s AND mentor_id = %(mentor)s
"""
WORD_OF = """
UPDATE asked_mentor SET first_word_at = coalesce(first_word_at, %(at)s)
 WHERE request_id = %(id)s AND mentor_id = %(mentor)s
"""
WORD = """
UPDATE asked_mentor SET first_word_at = coalesce(first_word_at, %(at)s)
 WHERE request_id = %(id)s AND state = 'open'
"""
RECALL = """
UPDATE asked_mentor SET state = 'recalled', recalled_for = %(cause)s
 WHERE request_id = %(id)s AND state IN ('open', 'accepted')
"""

# A mentee and the office see that a request is on its way, not who was passed over.
STATES: Mapping[type[Event], str] = {
    RequestExpired: "expired",
    RequestAccepted: "accepted",
    RequestApproved: "approved",
    RequestReturned: "returned",
    RankedChoicesExhausted: "exhausted",
    IntroductionMade: "introduced",
}
ANSWERS: Mapping[type[Event], str] = {
    RequestAccepted: "accepted",
    RequestDeclined: "declined",
    RequestExpired: "lapsed",
    RequestResponseTimedOut: "lapsed",
}


@projection(
    "request (request_id uuid PRIMARY KEY, pool_id uuid NOT NULL, mode text NOT NULL, kind text,"
    " mentee_id uuid NOT NULL, state text NOT NULL, begun_at timestamptz NOT NULL,"
    " answer_by timestamptz, closed_for text, reason_given boolean, message_sent boolean,"
    " follows uuid, programme text, place bigint NOT NULL)",
    indexes=("request (mentee_id)", "request (pool_id, state, begun_at)"),
)
def requests(told: Envelope[Any], sql: Sql) -> None:
    """How every request stands; `answer_by` is by when an answer can be expected (JOH-36). What a
    request says is not here: `place` is where in the pool's stream it is to be found.
    """
    match told.data:
        case MentoringRequested() as one:
            begin(told, sql, mode="direct", kind=one.kind, state="asked", answer_by=one.expires_at)
        case MentoringRequestSubmitted():
            begin(told, sql, mode="ranked", kind=None, state="submitted", answer_by=None)
        case RequestForwarded(request_id=id_, respond_by=by):
            sql(STAND, id=str(id_), state="forwarded", answer_by=by)
        case RequestDeclined(request_id=id_, reason_given=reason, message_sent=message):
            sql(DECLINE, id=str(id_), reason=reason, message=message)
        case RequestWithdrawn(request_id=id_, cause=cause):
            sql(STAND, id=str(id_), state="withdrawn", answer_by=None)
            change = "UPDATE request SET closed_for = %(cause)s WHERE request_id = %(id)s"
            sql(change, id=str(id_), cause=sayable(cause))
        case MatchMade(proposal_id=id_):
            sql(STAND, id=str(id_), state="matched", answer_by=None)
        case RequestAcknowledged(request_id=id_):
            change = "UPDATE request SET state = 'acknowledged' WHERE request_id = %(id)s"
            sql(change, id=str(id_))
        case one if type(one) in STATES:
            sql(STAND, id=str(one.request_id), state=STATES[type(one)], answer_by=None)


def sayable(cause: str) -> str:
    """That two must not be paired is told to neither of them."""
    return "other" if cause == "conflict" else cause


def begin(told: Envelope[Any], sql: Sql, **more: object) -> None:
    one = told.data
    ids = {"id": str(one.request_id), "pool": str(one.pool_id), "mentee": str(one.mentee_id)}
    follows = None if one.follows is None else str(one.follows)
    where = {"programme": told.programme, "place": told.version, "follows": follows}
    sql(BEGIN, **ids, **where, at=told.occurred_at, **more)


@projection(
    "asked_mentor (request_id uuid, mentor_id uuid, state text NOT NULL,"
    " asked_at timestamptz NOT NULL, answer_by timestamptz NOT NULL, first_word_at timestamptz,"
    " recalled_for text,"
    " PRIMARY KEY (request_id, mentor_id))",
    indexes=("asked_mentor (mentor_id)",),
)
def asked_mentors(told: Envelope[Any], sql: Sql) -> None:
    """What a mentor may see: that they were asked, and until when. No rank, and nothing at all of
    requests whose turn never came to them (ASME-39).
    """
    match told.data:
        case MentoringRequested(begun_by="mentee", expires_at=by) as one:
            asked(told, sql, one.mentor_id, by)
        case RequestForwarded(respond_by=by) as one:
            asked(told, sql, one.mentor_id, by)
        case RequestWithdrawn(request_id=id_, cause=cause):
            sql(RECALL, id=str(id_), cause=sayable(cause))
        case RequestSkipped(request_id=id_, cause=cause):
            sql(RECALL, id=str(id_), cause=sayable(cause))
        case RequestAcknowledged(request_id=id_):
            sql(WORD, id=str(id_), at=told.occurred_at)
        case one if type(one) in ANSWERS:
            ids = {"id": str(one.request_id), "mentor": str(one.mentor_id)}
            sql(ANSWER, **ids, state=ANSWERS[type(one)])
            if isinstance(one, RequestAccepted | RequestDeclined):
                sql(WORD_OF, **ids, at=told.occurred_at)


def asked(told: Envelope[Any], sql: Sql, mentor_id: object, by: object) -> None:
    ids = {"id": str(told.data.request_id), "mentor": str(mentor_id)}
    sql(ASK, **ids, at=told.occurred_at, answer_by=by)
