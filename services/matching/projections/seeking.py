"""Who looks for a mentor: what they look for, their rank, and whom they must not be paired with."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    ConflictDeclared,
    MenteeDepartureNoted,
    MenteeDetailsNoted,
    MenteeReadinessNoted,
    PriorityTierNoted,
)
from .rows import details, upsert


@projection(
    "seeker (mentee_id uuid PRIMARY KEY, pool_id uuid NOT NULL, person_id uuid, region text,"
    " topics text[] NOT NULL DEFAULT '{}', goal_tags text[] NOT NULL DEFAULT '{}',"
    " background_tags text[] NOT NULL DEFAULT '{}', facets text[] NOT NULL DEFAULT '{}',"
    " tier int, ready boolean NOT NULL DEFAULT false, gone boolean NOT NULL DEFAULT false)",
    "barred (mentee_id uuid, mentor_id uuid, kind text NOT NULL, "
    " PRIMARY KEY (mentee_id, mentor_id))",
    indexes=("seeker (person_id)",),
)
def seekers(told: Envelope[Any], sql: Sql) -> None:
    """Every mentee: what they look for, their rank, and whom they must not be paired with."""
    match told.data:
        case MenteeReadinessNoted() as one:
            known = {**details(one), "person_id": str(one.person_id), "ready": True, "gone": False}
            seek(told, sql, **known)
        case MenteeDetailsNoted() as one:
            seek(told, sql, **details(one), person_id=str(one.person_id))
        case MenteeDepartureNoted():
            seek(told, sql, gone=True)
        case PriorityTierNoted(tier=tier):
            seek(told, sql, tier=tier)
        case ConflictDeclared(mentee_id=mentee, mentor_id=mentor, kind=kind):
            pair = {"mentee_id": str(mentee), "mentor_id": str(mentor)}
            upsert(sql, "barred", pair, {"kind": kind})


def seek(told: Envelope[Any], sql: Sql, **columns: object) -> None:
    key = {"mentee_id": str(told.data.mentee_id)}
    upsert(sql, "seeker", key, {"pool_id": str(told.data.pool_id), **columns})
