"""Who was asked and who answered, and the answers as numbers under opaque ids."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationSubmitted,
    ResponseInvalidated,
)

ASSIGN = """
INSERT INTO response
VALUES (%(response_id)s, %(programme)s, %(participant_id)s, %(role)s, %(phase)s,
        %(relationship_id)s, %(instrument)s, %(at)s, %(due_on)s, 'asked', NULL)
ON CONFLICT DO NOTHING
"""
SUBMIT = """
UPDATE response SET status = 'submitted', submitted_at = %(at)s WHERE response_id = %(response_id)s
"""
STATUS = "UPDATE response SET status = %(status)s WHERE response_id = %(response_id)s"
ANSWER = """
INSERT INTO answer VALUES (%(response_id)s, %(item)s, %(value)s) ON CONFLICT DO NOTHING
"""


@projection(
    """response (
        response_id uuid PRIMARY KEY,
        programme text,
        participant_id uuid NOT NULL,
        role text NOT NULL,
        phase text NOT NULL,
        relationship_id uuid,
        instrument text NOT NULL,
        asked_at timestamptz NOT NULL,
        due_on timestamptz NOT NULL,
        status text NOT NULL,
        submitted_at timestamptz
    )""",
    # The number itself and not only "positive": the mean change and the share that got worse need
    # it.
    """answer (
        response_id uuid,
        item text,
        value smallint NOT NULL,
        PRIMARY KEY (response_id, item)
    )""",
    indexes=(
        "response (participant_id)",
        "response (programme, role, phase)",
    ),
)
def responses(told: Envelope[Any], sql: Sql) -> None:
    """One row a questionnaire, and one an answer."""
    match told.data:
        case EvaluationAssigned() as asked:
            sql(ASSIGN, **asked.dump(), programme=told.programme, at=told.occurred_at)
        case EvaluationSubmitted() as given:
            sql(SUBMIT, response_id=str(given.response_id), at=told.occurred_at)
            keep_answers(given, sql)
        case EvaluationDeclined(response_id=response):
            sql(STATUS, response_id=str(response), status="declined")
        case EvaluationExpired(response_id=response):
            sql(STATUS, response_id=str(response), status="expired")
        case ResponseInvalidated(response_id=response):
            sql(STATUS, response_id=str(response), status="invalidated")


def keep_answers(given: EvaluationSubmitted, sql: Sql) -> None:
    # Where the person's key was destroyed something else stands here; then only the fact of
    # answering is left.
    answers: object = given.answers
    if isinstance(answers, dict):
        for item, value in answers.items():
            sql(ANSWER, response_id=str(given.response_id), item=item, value=value)
