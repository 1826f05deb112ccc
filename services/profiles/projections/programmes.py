"""Which version of which programme's policy is in force when."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import ProgrammePolicyPublished


@projection(
    "policy (programme text, version int, effective_from timestamptz NOT NULL,"
    " sha256 text NOT NULL, stage text NOT NULL, institution_roles text[] NOT NULL,"
    " PRIMARY KEY (programme, version))"
)
def policy(told: Envelope[Any], sql: Sql) -> None:
    """Every version published, with its digest whether it is a pilot's (ASME-01), and the roles
    that an institution has to fill in it (1MM-006).
    """
    match told.data:
        case ProgrammePolicyPublished() as one:
            sql(
                """
                INSERT INTO policy
                    (programme, version, effective_from, sha256, stage, institution_roles)
                VALUES (%(programme)s, %(version)s, %(start)s, %(sha256)s, %(stage)s, %(roles)s)
                """,
                programme=one.programme,
                version=one.policy_version,
                start=one.effective_from,
                sha256=one.sha256,
                stage=(one.document.get("programme") or {}).get("stage") or "live",
                roles=list((one.document.get("institution") or {}).get("required_roles") or ()),
            )
