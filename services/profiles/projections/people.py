"""Who holds which role, and who acknowledged what; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events.person import PolicyDocumentAcknowledged
from ..events.programme import StaffRoleEnded, StaffRoleGranted


@projection(
    "staff_role (person_id uuid, role text, region text NOT NULL, institution_id uuid,"
    " UNIQUE NULLS NOT DISTINCT (person_id, role, region, institution_id))"
)
def staff_role(told: Envelope[Any], sql: Sql) -> None:
    """Who holds which role where; a region left empty is everywhere."""
    one = told.data
    if not isinstance(one, StaffRoleGranted | StaffRoleEnded):
        return
    known: dict[str, Any] = {
        "person": str(one.person_id),
        "role": one.role,
        "region": one.region or "",
        "institution": one.institution_id and str(one.institution_id),
    }
    if isinstance(one, StaffRoleGranted):
        sql(
            """
            INSERT INTO staff_role (person_id, role, region, institution_id)
            VALUES (%(person)s, %(role)s, %(region)s, %(institution)s)
            """,
            **known,
        )
        return
    sql(
        """
        DELETE FROM staff_role
         WHERE person_id = %(person)s AND role = %(role)s AND region = %(region)s
           AND institution_id IS NOT DISTINCT FROM %(institution)s
        """,
        **known,
    )


@projection(
    "acknowledgement (participant_id uuid, kind text, version int NOT NULL,"
    " at timestamptz NOT NULL, PRIMARY KEY (participant_id, kind))"
)
def acknowledgement(told: Envelope[Any], sql: Sql) -> None:
    """The newest version of each document a participant acknowledged."""
    match told.data:
        case PolicyDocumentAcknowledged() as one:
            sql(
                """
                INSERT INTO acknowledgement (participant_id, kind, version, at)
                VALUES (%(id)s, %(kind)s, %(version)s, %(at)s)
                ON CONFLICT (participant_id, kind) DO UPDATE
                SET version = excluded.version, at = excluded.at
                """,
                id=str(one.participant_id),
                kind=one.kind,
                version=one.document_version,
                at=told.occurred_at,
            )
