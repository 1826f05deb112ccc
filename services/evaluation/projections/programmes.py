"""The policies in force, so that a question is answered by the programme's own thresholds."""

from typing import Any

import orjson

from shared.envelope import Envelope
from shared.projecting import Sql, projection
from shared.rulebook import PolicyAdopted

ADOPT = """
INSERT INTO programme (programme, policy_version, effective_from, document)
VALUES (%(programme)s, %(policy_version)s, %(effective_from)s, %(document)s)
ON CONFLICT DO NOTHING
"""


@projection(
    """programme (
        programme text,
        policy_version int,
        effective_from timestamptz NOT NULL,
        document json NOT NULL,
        PRIMARY KEY (programme, policy_version)
    )"""
)
def programmes(told: Envelope[Any], sql: Sql) -> None:
    """Every version of every programme's policy."""
    match told.data:
        case PolicyAdopted() as adopted:
            sql(ADOPT, **{**adopted.dump(), "document": orjson.dumps(adopted.document).decode()})
