"""How every relationship stands, for those who look after it. No names, no free text."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import (
    AgeBandNoted,
    AgreementOffered,
    AgreementSigned,
    EndReversed,
    RelationshipClosed,
    RelationshipEnded,
    RelationshipExtended,
    RelationshipOpened,
    RelationshipPaused,
    RelationshipResumed,
    RelationshipShapeAgreed,
    RelationshipStarted,
    RelationshipSuspended,
    StartChecklistCompleted,
    SuspensionLifted,
)
from .pairs import text

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

# Offered until both have signed, whoever else did (ASME-32).
SIGN = """
UPDATE relationship
   SET signed = signed || %(role)s::text,
       agreement = CASE WHEN signed || %(role)s::text @> ARRAY['mentor', 'mentee']
                        THEN 'signed' ELSE 'offered' END
 WHERE relationship_id = %(id)s
"""


@projection(
    "relationship (relationship_id uuid PRIMARY KEY, mentor_id uuid NOT NULL,"
    " mentee_id uuid NOT NULL, institution_id uuid, age_band text NOT NULL, phase text NOT NULL,"
    " paused boolean NOT NULL DEFAULT false, suspended boolean NOT NULL DEFAULT false,"
    " chaperone_id uuid, started_at timestamptz, term_ends_at timestamptz,"
    " ended_as text, ended_on date, complete boolean, missing text[],"
    " agreement text, signed text[] NOT NULL DEFAULT '{}', shape text)",
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
        case AgreementSigned(relationship_id=id_, by_role=role):
            sql(SIGN, id=str(id_), role=role)
        case one if type(one) in STANDS:
            set_to(sql, one.relationship_id, **STANDS[type(one)](one))


STANDS: Mapping[type[Event], Callable[[Any], dict[str, object]]] = {
    AgreementOffered: lambda _: {"agreement": "offered"},
    RelationshipShapeAgreed: lambda one: {"shape": one.shape},
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
