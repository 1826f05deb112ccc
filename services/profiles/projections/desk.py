"""Who waits for help, and how long it took; never what was written."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import desk as said

QUEUE = """
SELECT request_id, person_id, kind, routed_to, ways, raised_at, answer_by, overdue
  FROM support_request
 WHERE programme = %(programme)s AND resolved_at IS NULL
 ORDER BY answer_by NULLS LAST, raised_at, request_id
"""
# A request that was opened again took until it was put right for good.
TIME_TO_FIX = """
SELECT kind, count(*) AS resolved,
       percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM resolved_at - raised_at)::float8 / 3600
       ) AS median_hours
  FROM support_request
 WHERE programme = %(programme)s AND resolved_at IS NOT NULL
 GROUP BY kind
 ORDER BY kind
"""


@projection(
    "support_request (request_id uuid PRIMARY KEY, programme text NOT NULL,"
    " person_id uuid NOT NULL, kind text NOT NULL, routed_to text NOT NULL, ways text[] NOT NULL,"
    " raised_at timestamptz NOT NULL, answer_by timestamptz, overdue boolean NOT NULL,"
    " resolved_at timestamptz, reopened int NOT NULL)"
)
def support_request(told: Envelope[Any], sql: Sql) -> None:
    """Every request for help, who sees to it, and until when (1MM-099, JOH-43)."""
    match told.data:
        case said.SupportRequestRaised() as one:
            raised(one, told, sql)
        case said.SupportRequestResolved(request_id=id_):
            sql(
                "UPDATE support_request SET resolved_at = %(at)s WHERE request_id = %(id)s",
                id=str(id_),
                at=told.occurred_at,
            )
        case said.SupportRequestReopened(request_id=id_, answer_by=answer_by):
            sql(
                """
                UPDATE support_request
                   SET resolved_at = NULL, overdue = false, answer_by = %(by)s,
                       reopened = reopened + 1
                 WHERE request_id = %(id)s
                """,
                id=str(id_),
                by=answer_by,
            )
        case said.SupportRequestOverdue(request_id=id_):
            sql("UPDATE support_request SET overdue = true WHERE request_id = %(id)s", id=str(id_))


def raised(one: said.SupportRequestRaised, told: Envelope[Any], sql: Sql) -> None:
    sql(
        """
        INSERT INTO support_request
        VALUES (%(id)s, %(programme)s, %(person)s, %(kind)s, %(role)s, %(ways)s, %(at)s, %(by)s,
                false, NULL, 0)
        """,
        id=str(one.request_id),
        programme=told.programme or "",
        person=str(one.person_id),
        kind=one.kind,
        role=one.routed_to,
        ways=list(one.ways),
        at=told.occurred_at,
        by=one.answer_by,
    )
