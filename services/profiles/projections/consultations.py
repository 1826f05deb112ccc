"""How many answered a consultation, and which workshops came of it; never what they said."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import consultation as said

NEEDS = """
SELECT consultation_id, count(DISTINCT person_id) AS answers,
       array_remove(array_agg(DISTINCT workshop_id::text), NULL) AS workshops
  FROM training_need LEFT JOIN training_heeded USING (consultation_id)
 WHERE programme = %(programme)s
 GROUP BY consultation_id
 ORDER BY min(answered_at), consultation_id
"""


@projection(
    "training_need (consultation_id uuid, person_id uuid, programme text NOT NULL,"
    " answered_at timestamptz NOT NULL, PRIMARY KEY (consultation_id, person_id))",
    "training_heeded (consultation_id uuid, workshop_id uuid, answers int NOT NULL,"
    " PRIMARY KEY (consultation_id, workshop_id))",
)
def training_need(told: Envelope[Any], sql: Sql) -> None:
    """Who answered which consultation, and what came of it (ASME-18)."""
    match told.data:
        case said.TrainingNeedsConsulted() as one:
            sql(
                """
                INSERT INTO training_need VALUES (%(id)s, %(person)s, %(programme)s, %(at)s)
                ON CONFLICT (consultation_id, person_id) DO NOTHING
                """,
                id=str(one.consultation_id),
                person=str(one.person_id),
                programme=told.programme or "",
                at=told.occurred_at,
            )
        case said.TrainingNeedsHeeded() as one:
            sql(
                "INSERT INTO training_heeded VALUES (%(id)s, %(workshop)s, %(answers)s)",
                id=str(one.consultation_id),
                workshop=str(one.workshop_id),
                answers=one.answers,
            )
