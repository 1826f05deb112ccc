"""Everything that finding a mentor looks at: a row a mentor, and who has which seat."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    MatchingPoolEntered,
    MatchProposed,
    MentorCapacityNoted,
    MentorDepartureNoted,
    MentorDetailsNoted,
    MentorFoundSilent,
    MentorListingNoted,
    MentorPauseNoted,
    MentorReportedBack,
    MentorTrainingNoted,
    PairEngaged,
    PairParted,
    PairRejoined,
    PairReleased,
    RequestAccepted,
    RequestResponseTimedOut,
    RequestSkipped,
    RequestWithdrawn,
)
from .rows import details, limits, upsert

LISTED = (
    "listed_mentor (mentor_id uuid PRIMARY KEY, pool_id uuid NOT NULL, person_id uuid,"
    " region text, topics text[] NOT NULL DEFAULT '{}', goal_tags text[] NOT NULL DEFAULT '{}',"
    " background_tags text[] NOT NULL DEFAULT '{}', facets text[] NOT NULL DEFAULT '{}',"
    " willingness text[] NOT NULL DEFAULT '{}', cannot_help text[] NOT NULL DEFAULT '{}',"
    " capacity int DEFAULT 1, taken int NOT NULL DEFAULT 0, since timestamptz,"
    " listed boolean NOT NULL DEFAULT false, trained boolean NOT NULL DEFAULT false,"
    " paused boolean NOT NULL DEFAULT false, silent boolean NOT NULL DEFAULT false,"
    " gone boolean NOT NULL DEFAULT false, changed bigint NOT NULL,"
    " shown boolean GENERATED ALWAYS AS (listed AND NOT (paused OR silent OR gone)) STORED,"
    " free boolean GENERATED ALWAYS AS (capacity IS NULL OR taken < capacity) STORED)"
)
# A seat is kept by a proposal or a yes, and then taken by a relationship.
SEAT = (
    "seat (seat_id uuid PRIMARY KEY, pool_id uuid NOT NULL, mentor_id uuid NOT NULL,"
    " held boolean NOT NULL)"
)
HOLD = """
INSERT INTO seat VALUES (%(id)s, %(pool)s, %(mentor)s, true)
ON CONFLICT (seat_id) DO UPDATE SET held = true
"""
HOLD_AGAIN = "UPDATE seat SET held = true WHERE seat_id = %(id)s"
FREE = "UPDATE seat SET held = false WHERE seat_id = %(id)s"
COUNT = """
UPDATE listed_mentor AS one
   SET changed = %(changed)s,
       taken = (SELECT count(*) FROM seat WHERE seat.mentor_id = one.mentor_id AND held)
 WHERE mentor_id = (SELECT mentor_id FROM seat WHERE seat_id = %(id)s)
"""


@projection(
    LISTED,
    SEAT,
    indexes=(
        "listed_mentor USING gin (facets) WHERE shown",
        "listed_mentor USING gin (topics) WHERE shown",
        "listed_mentor (pool_id, mentor_id) WHERE shown",
        "listed_mentor (pool_id, changed)",
        "listed_mentor (person_id)",
        "seat (mentor_id) WHERE held",
    ),
)
def listed_mentors(told: Envelope[Any], sql: Sql) -> None:
    """Every mentor of a pool with what they tell, and whether they can be asked. `changed` is the
    place in the log of what last changed the row.
    """
    match told.data:
        case MentorListingNoted() as one:
            known = {**details(one), **limits(one), "capacity": one.capacity}
            put(told, sql, **known, person_id=str(one.person_id), listed=True, gone=False)
        case MentorDetailsNoted() as one:
            put(told, sql, **details(one), **limits(one), person_id=str(one.person_id))
        case MentorTrainingNoted(person_id=person):
            put(told, sql, trained=True, person_id=str(person))
        case MentorCapacityNoted(capacity=capacity):
            put(told, sql, capacity=capacity)
        case MentorPauseNoted(paused=paused):
            put(told, sql, paused=paused, **({} if paused else {"silent": False}))
        case MentorDepartureNoted():
            put(told, sql, gone=True)
        case MentorFoundSilent() | MentorReportedBack():
            put(told, sql, silent=isinstance(told.data, MentorFoundSilent))
        case MatchingPoolEntered(role="mentor", candidate_id=id_, waiting_since=since):
            change = "UPDATE listed_mentor SET since = %(since)s, changed = %(changed)s"
            at = {"id": str(id_), "since": since, "changed": told.position or 0}
            sql(f"{change} WHERE mentor_id = %(id)s", **at)
        case _:
            seats(told, sql)


def seats(told: Envelope[Any], sql: Sql) -> None:
    """What takes a seat and what frees one."""
    match told.data:
        case MatchProposed(proposal_id=id_) | RequestAccepted(request_id=id_):
            hold(told, sql, id_)
        case PairReleased(proposal_id=id_) | PairParted(relationship_id=id_):
            free(told, sql, id_)
        case RequestWithdrawn() | RequestSkipped() | RequestResponseTimedOut():
            free(told, sql, told.data.request_id)
        case PairEngaged(proposal_id=kept, relationship_id=id_):
            free(told, sql, kept)
            hold(told, sql, id_)
            put(told, sql, since=None)
        case PairRejoined(relationship_id=id_):
            sql(HOLD_AGAIN, id=str(id_))
            count(told, sql, id_)
        case _:
            pass


def hold(told: Envelope[Any], sql: Sql, id_: object) -> None:
    one = told.data
    sql(HOLD, id=str(id_), pool=str(one.pool_id), mentor=str(one.mentor_id))
    count(told, sql, id_)


def free(told: Envelope[Any], sql: Sql, id_: object) -> None:
    sql(FREE, id=str(id_))
    count(told, sql, id_)


def count(told: Envelope[Any], sql: Sql, id_: object) -> None:
    sql(COUNT, id=str(id_), changed=told.position or 0)


def put(told: Envelope[Any], sql: Sql, **columns: object) -> None:
    """Change these columns of the mentor's row, or make it; the names come from this module."""
    known = {"pool_id": str(told.data.pool_id), "changed": told.position or 0, **columns}
    key = {"mentor_id": str(told.data.mentor_id)}
    upsert(sql, "listed_mentor", key, known)
