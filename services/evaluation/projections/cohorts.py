"""Frozen cohorts, their members by id, who was left out by cause, and the reports over them."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import CohortAsked, CohortFrozen, ReportPublished

ASK = """
INSERT INTO cohort (cohort_id, programme, role, basis, window_from, window_to)
VALUES (%(cohort_id)s, %(programme)s, %(role)s, %(basis)s, %(window_from)s, %(window_to)s)
ON CONFLICT DO NOTHING
"""
FREEZE = """
UPDATE cohort
   SET pairs = %(pairs)s,
       unpaired = %(unpaired)s,
       dataset_sha256 = %(dataset_sha256)s,
       frozen_at = %(at)s
 WHERE cohort_id = %(cohort_id)s
"""
MEMBER = """
INSERT INTO cohort_pair VALUES (%(cohort_id)s, %(pair_id)s, %(pre_response)s, %(end_response)s)
ON CONFLICT DO NOTHING
"""
CAUSE = """
INSERT INTO cohort_unpaired VALUES (%(cohort_id)s, %(cause)s, %(people)s) ON CONFLICT DO NOTHING
"""
REPORT = """
INSERT INTO report VALUES (%(report_id)s, %(cohort_id)s, %(dataset_sha256)s, %(min_cell)s, %(at)s)
ON CONFLICT DO NOTHING
"""


@projection(
    """cohort (
        cohort_id uuid PRIMARY KEY,
        programme text,
        role text NOT NULL,
        basis text NOT NULL,
        window_from date,
        window_to date,
        pairs int,
        unpaired int,
        dataset_sha256 text,
        frozen_at timestamptz
    )""",
    """cohort_pair (
        cohort_id uuid,
        pair_id uuid,
        pre_response uuid NOT NULL,
        end_response uuid NOT NULL,
        PRIMARY KEY (cohort_id, pair_id)
    )""",
    """cohort_unpaired (
        cohort_id uuid,
        cause text,
        people int NOT NULL,
        PRIMARY KEY (cohort_id, cause)
    )""",
    """report (
        report_id uuid PRIMARY KEY,
        cohort_id uuid NOT NULL,
        dataset_sha256 text NOT NULL,
        min_cell int NOT NULL,
        published_at timestamptz NOT NULL
    )""",
)
def cohorts(told: Envelope[Any], sql: Sql) -> None:
    """What was frozen stays as it was frozen."""
    match told.data:
        case CohortAsked() as asked:
            sql(ASK, **asked.dump(), programme=told.programme)
        case CohortFrozen() as frozen:
            freeze(frozen, told, sql)
        case ReportPublished() as report:
            sql(REPORT, **report.dump(), at=told.occurred_at)


def freeze(frozen: CohortFrozen, told: Envelope[Any], sql: Sql) -> None:
    row = frozen.dump()
    sql(FREEZE, **row, at=told.occurred_at)
    for member in row["members"]:
        sql(MEMBER, cohort_id=row["cohort_id"], **member)
    for cause in row["causes"]:
        sql(CAUSE, cohort_id=row["cohort_id"], **cause)
