"""Who the partner institutions are, where they meet, and whom to turn to there."""

from typing import Any
from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import institution as said

STAGES: dict[type[Event], str] = {
    said.InstitutionActivated: "active",
    said.InstitutionReinstated: "active",
    said.InstitutionSuspended: "suspended",
    said.InstitutionWithdrew: "withdrawn",
}


@projection(
    "institution (institution_id uuid PRIMARY KEY, programme text, name text NOT NULL,"
    " type text NOT NULL, region text NOT NULL, stage text NOT NULL)",
    "institution_role (institution_id uuid, role text, person_id uuid,"
    " PRIMARY KEY (institution_id, role, person_id))",
    "premises (premises_id uuid PRIMARY KEY, institution_id uuid NOT NULL, label text NOT NULL)",
)
def institution(told: Envelope[Any], sql: Sql) -> None:
    """Institutions with their stage, roles and premises."""
    match told.data:
        case said.InstitutionProposed() as one:
            sql(
                """
                INSERT INTO institution (institution_id, programme, name, type, region, stage)
                VALUES (%(id)s, %(programme)s, %(name)s, %(type)s, %(region)s, 'proposed')
                """,
                id=str(one.institution_id),
                programme=told.programme,
                name=one.name,
                type=one.type,
                region=one.region,
            )
        case said.PremisesRegistered() as one:
            sql(
                """
                INSERT INTO premises (premises_id, institution_id, label)
                VALUES (%(premises)s, %(id)s, %(label)s)
                ON CONFLICT DO NOTHING
                """,
                premises=str(one.premises_id),
                id=str(one.institution_id),
                label=one.label,
            )
        case said.SafeguardingLeadAppointed() | said.SafeguardingLeadRelieved() as one:
            staffed(one, sql)
        case one if type(one) in STAGES:
            entered(one.institution_id, STAGES[type(one)], sql)


def staffed(one: said.SafeguardingLeadAppointed | said.SafeguardingLeadRelieved, sql: Sql) -> None:
    known = {"id": str(one.institution_id), "role": one.role, "person": str(one.person_id)}
    if isinstance(one, said.SafeguardingLeadAppointed):
        sql("INSERT INTO institution_role VALUES (%(id)s, %(role)s, %(person)s)", **known)
        return
    sql(
        """
        DELETE FROM institution_role
         WHERE institution_id = %(id)s AND role = %(role)s AND person_id = %(person)s
        """,
        **known,
    )


def entered(institution_id: UUID, stage: str, sql: Sql) -> None:
    sql(
        "UPDATE institution SET stage = %(stage)s WHERE institution_id = %(id)s",
        id=str(institution_id),
        stage=stage,
    )
