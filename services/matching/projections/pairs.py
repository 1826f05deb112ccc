"""What matching shows before there is a pair: who waits, how proposals stand. No free text."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    CandidateNotSelected,
    MatchAgreed,
    MatchDeclined,
    MatchingPoolEntered,
    MatchingPoolLeft,
    MatchMade,
    MatchProposalExpired,
    MatchProposalWithdrawn,
    MatchProposed,
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


def text(id_: object) -> str | None:
    return None if id_ is None else str(id_)
