"""Who holds which role, and who acknowledged what; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events.person import PolicyDocumentAcknowledged
from ..events.programme import StaffRoleEnded, StaffRoleGranted
from ..events.staff import StaffCoverEnded, StaffCoverReduced, StaffCoverStarted

CAME = """
INSERT INTO staff_role
       (person_id, role, region, institution_id, programme, covers_person_id, until)
VALUES (%(person)s, %(role)s, %(region)s, %(institution)s, %(programme)s, %(holder)s, %(until)s)
ON CONFLICT (person_id, role, region, institution_id, programme, covers_person_id) DO UPDATE
SET until = excluded.until
"""
WENT = """
DELETE FROM staff_role
 WHERE person_id = %(person)s AND role = %(role)s AND region = %(region)s
   AND institution_id IS NOT DISTINCT FROM %(institution)s
   AND covers_person_id IS NOT DISTINCT FROM %(holder)s
   AND (programme = %(programme)s OR %(programme)s IS NULL)
"""


@projection(
    "staff_role (person_id uuid, role text, region text NOT NULL, institution_id uuid,"
    " programme text, covers_person_id uuid, until date, UNIQUE NULLS NOT DISTINCT"
    " (person_id, role, region, institution_id, programme, covers_person_id))"
)
def staff_role(told: Envelope[Any], sql: Sql) -> None:
    """Who acts in which role where, for whom and until when; an empty region is everywhere.

    No programme is named for an institution's own. An end that says none, as one did before
    programmes were kept apart, ended the role in all.
    """
    match told.data:
        case StaffRoleGranted() | StaffCoverStarted() as one:
            until = one.until if isinstance(one, StaffCoverStarted) else None
            programme = told.programme if one.institution_id is None else None
            sql(CAME, **known(one), programme=programme, until=until)
        case StaffRoleEnded() | StaffCoverReduced() | StaffCoverEnded() as one:
            sql(WENT, **known(one), programme=one.programme)


def known(one: Any) -> dict[str, Any]:
    """Whose role it is, where, and in whose place."""
    covers = isinstance(one, StaffCoverStarted | StaffCoverReduced | StaffCoverEnded)
    return {
        "person": str(one.person_id),
        "role": one.role,
        "region": one.region or "",
        "institution": one.institution_id and str(one.institution_id),
        "holder": str(one.covers_person_id) if covers else None,
    }


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
