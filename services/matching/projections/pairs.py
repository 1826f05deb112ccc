"""What matching shows: who waits, how proposals stand, how relationships stand. No names, no free
text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import (
    AgeBandNoted,
    CandidateNotSelected,
    EndReversed,
    MatchAgreed,
    MatchDeclined,
    MatchingPoolEntered,
    MatchingPoolLeft,
    MatchMade,
    MatchProposalExpired,
    MatchProposalWithdrawn,
    MatchProposed,
    RelationshipClosed,
    RelationshipEnded,
    RelationshipExtended,
    RelationshipOpened,
    RelationshipPaused,
    RelationshipResumed,
    RelationshipStarted,
    RelationshipSuspended,
    StartChecklistCompleted,
    SuspensionLifted,
    WaitingUpdateSent,
)

ENTER = """
INSERT INTO waiting (candidate_id, pool_id, role, waiting_since)
VALUES (%(id)s, %(pool)s, %(role)s, %(since)s)
ON CONFLICT (candidate_id) DO UPDATE SET waiting_since = excluded.waiting_since
"""


@projection(
    "waiting (candidate_id uuid PRIMARY KEY, pool_id uuid NOT NULL, role text NOT NULL,"
    " waiting_since timestamptz NOT NULL, updates int NOT NULL DEFAULT 0, last_cycle text)",
    indexes=("waiting (pool_id, role, waiting_since)",),
)
def waiting_pool(told: Envelope[Any], sql: Sql) -> None:
    """Who waits in which pool, since when, and how often they were told that the search goes on."""
    match told.data:
        case MatchingPoolEntered(candidate_id=id_, pool_id=pool, role=role, waiting_since=since):
            sql(ENTER, id=str(id_), pool=str(pool), role=role, since=since)
        case MatchingPoolLeft(candidate_id=id_):
            sql("DELETE FROM waiting WHERE candidate_id = %(id)s", id=str(id_))
        case WaitingUpdateSent(mentor_id=id_, ordinal=ordinal):
            change = "UPDATE waiting SET updates = %(ordinal)s WHERE candidate_id = %(id)s"
            sql(change, id=str(id_), ordinal=ordinal)
        case CandidateNotSelected(mentor_id=id_, cycle=cycle):
            change = "UPDATE waiting SET last_cycle = %(cycle)s WHERE candidate_id = %(id)s"
            sql(change, id=str(id_), cycle=cycle)


PROPOSE = """
INSERT INTO proposal
VALUES (%(id)s, %(pool)s, %(mentor)s, %(mentee)s, %(institution)s, %(score)s,
        %(matched_on)s::text[], %(alternatives)s, %(algorithm)s, %(expires_at)s, 'open', '{}')
"""
AGREE = "UPDATE proposal SET agreed = agreed || %(role)s::text WHERE proposal_id = %(id)s"
SETTLE = "UPDATE proposal SET state = %(state)s WHERE proposal_id = %(id)s"
OUTCOMES = {
    MatchMade: "made",
    MatchDeclined: "declined",
    MatchProposalExpired: "expired",
    MatchProposalWithdrawn: "withdrawn",
}


@projection(
    "proposal (proposal_id uuid PRIMARY KEY, pool_id uuid NOT NULL, mentor_id uuid NOT NULL,"
    " mentee_id uuid NOT NULL, institution_id uuid, score int NOT NULL, matched_on text[] NOT NULL,"
    " alternatives_considered int NOT NULL, algorithm_version text NOT NULL,"
    " expires_at timestamptz NOT NULL, state text NOT NULL, agreed text[] NOT NULL)",
    indexes=("proposal (pool_id, state)",),
)
def proposals(told: Envelope[Any], sql: Sql) -> None:
    """Who was proposed to whom, why, and what came of it."""
    match told.data:
        case MatchProposed() as one:
            sql(
                PROPOSE,
                id=str(one.proposal_id),
                pool=str(one.pool_id),
                mentor=str(one.mentor_id),
                mentee=str(one.mentee_id),
                institution=text(one.institution_id),
                score=one.score,
                matched_on=list(one.matched_on),
                alternatives=one.alternatives_considered,
                algorithm=one.algorithm_version,
                expires_at=one.expires_at,
            )
        case MatchAgreed(proposal_id=id_, by_role=role):
            sql(AGREE, id=str(id_), role=role)
        case (
            MatchMade() | MatchDeclined() | MatchProposalExpired() | MatchProposalWithdrawn() as one
        ):
            sql(SETTLE, id=str(one.proposal_id), state=OUTCOMES[type(one)])


OPEN = """
INSERT INTO relationship (relationship_id, mentor_id, mentee_id, institution_id, age_band, phase)
VALUES (%(id)s, %(mentor)s, %(mentee)s, %(institution)s, %(age_band)s, 'matched')
"""

REVERSE = """
UPDATE relationship
   SET phase = CASE WHEN started_at IS NULL THEN 'matched' ELSE 'active' END,
       ended_as = NULL, ended_on = NULL, complete = NULL, missing = NULL
 WHERE relationship_id = %(id)s
"""


@projection(
    "relationship (relationship_id uuid PRIMARY KEY, mentor_id uuid NOT NULL,"
    " mentee_id uuid NOT NULL, institution_id uuid, age_band text NOT NULL, phase text NOT NULL,"
    " paused boolean NOT NULL DEFAULT false, suspended boolean NOT NULL DEFAULT false,"
    " chaperone_id uuid, started_at timestamptz, term_ends_at timestamptz,"
    " ended_as text, ended_on date, complete boolean, missing text[])",
    indexes=("relationship (mentor_id)", "relationship (mentee_id)"),
)
def relationships(told: Envelope[Any], sql: Sql) -> None:
    """How every relationship stands."""
    match told.data:
        case RelationshipOpened() as one:
            sql(
                OPEN,
                id=str(one.relationship_id),
                mentor=str(one.mentor_id),
                mentee=str(one.mentee_id),
                institution=text(one.institution_id),
                age_band=one.age_band,
            )
        case EndReversed(relationship_id=id_):
            sql(REVERSE, id=str(id_))
        case one if type(one) in STANDS:
            set_to(sql, one.relationship_id, **STANDS[type(one)](one))


STANDS: Mapping[type[Event], Callable[[Any], dict[str, object]]] = {
    StartChecklistCompleted: lambda one: {
        "phase": "preparing",
        "chaperone_id": text(one.chaperone_id),
    },
    RelationshipStarted: lambda one: {
        "phase": "active",
        "started_at": one.started_at,
        "term_ends_at": one.term_ends_at,
    },
    RelationshipExtended: lambda one: {"term_ends_at": one.term_ends_at},
    RelationshipPaused: lambda _: {"paused": True},
    RelationshipResumed: lambda _: {"paused": False},
    RelationshipSuspended: lambda _: {"suspended": True},
    SuspensionLifted: lambda _: {"suspended": False},
    AgeBandNoted: lambda one: {"age_band": one.age_band},
    RelationshipEnded: lambda one: {
        "phase": "ended",
        "ended_as": one.kind,
        "ended_on": one.effective_on,
    },
    RelationshipClosed: lambda one: {
        "phase": "closed",
        "complete": one.complete,
        "missing": list(one.missing),
    },
}


def set_to(sql: Sql, relationship_id: object, **columns: object) -> None:
    """Change these columns; their names come from this module, never from outside."""
    pairs = ", ".join(f"{name} = %({name})s" for name in columns)
    change = f"UPDATE relationship SET {pairs} WHERE relationship_id = %(id)s"  # noqa: S608
    sql(change, id=str(relationship_id), **columns)


def text(id_: object) -> str | None:
    return None if id_ is None else str(id_)
