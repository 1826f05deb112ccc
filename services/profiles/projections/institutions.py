"""Who the partner institutions are, where they meet, and whom to turn to there."""

from typing import Any

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
PROPOSED = """
INSERT INTO institution (institution_id, programme, name, type, region, stage)
VALUES (%(id)s, %(programme)s, %(name)s, %(type)s, %(region)s, 'proposed')
"""
MEETS_AT = """
INSERT INTO premises (premises_id, institution_id, label)
VALUES (%(premises)s, %(id)s, %(label)s)
ON CONFLICT DO NOTHING
"""
APPOINTED = "INSERT INTO institution_role VALUES (%(id)s, %(role)s, %(person)s)"
RELIEVED = """
DELETE FROM institution_role
 WHERE institution_id = %(id)s AND role = %(role)s AND person_id = %(person)s
"""
ENTERED = "UPDATE institution SET stage = %(stage)s WHERE institution_id = %(id)s"


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
            what = {"name": one.name, "type": one.type, "region": one.region}
            sql(PROPOSED, id=str(one.institution_id), programme=told.programme, **what)
        case said.PremisesRegistered() as one:
            place = {"premises": str(one.premises_id), "label": one.label}
            sql(MEETS_AT, id=str(one.institution_id), **place)
        case said.SafeguardingLeadAppointed() as one:
            sql(APPOINTED, **holder(one))
        case said.SafeguardingLeadRelieved() as one:
            sql(RELIEVED, **holder(one))
        case one if type(one) in STAGES:
            sql(ENTERED, id=str(one.institution_id), stage=STAGES[type(one)])


def holder(one: said.SafeguardingLeadAppointed | said.SafeguardingLeadRelieved) -> dict[str, str]:
    return {"id": str(one.institution_id), "role": one.role, "person": str(one.person_id)}
