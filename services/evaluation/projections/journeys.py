"""Participations and their relationships: reach, lead time, dosage and who is paired."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    FirstMeetingReached,
    ParticipantEnrolled,
    RelationshipBegun,
    RelationshipBound,
    RelationshipOver,
    SessionCounted,
    StandingChanged,
)

ENROL = """
INSERT INTO participant (participant_id, programme, person_id, role, applied_at)
VALUES (%(participant_id)s, %(programme)s, %(person_id)s, %(role)s, %(applied_at)s)
ON CONFLICT DO NOTHING
"""
MEET = """
UPDATE participant
   SET lead_days = %(days)s, expected_weeks = %(expected_weeks)s, verdict = %(verdict)s
 WHERE participant_id = %(participant_id)s
"""
BEGIN = """
INSERT INTO journey (participant_id, relationship_id, programme)
VALUES (%(participant_id)s, %(relationship_id)s, %(programme)s)
ON CONFLICT DO NOTHING
"""
CHANGES = {
    RelationshipBound: "role = %(role)s, person_id = %(person_id)s, made_at = %(made_at)s",
    RelationshipBegun: "started_at = %(started_at)s",
    SessionCounted: "sessions = sessions + 1, minutes = minutes + %(minutes)s",
    RelationshipOver: "ended_on = %(ended_on)s",
    StandingChanged: (
        "standing = %(standing)s, pair_id = %(pair_id)s,"
        " pre_response = %(pre_response)s, end_response = %(end_response)s"
    ),
}
WHERE = " WHERE participant_id = %(participant_id)s AND relationship_id = %(relationship_id)s"


@projection(
    """participant (
        participant_id uuid PRIMARY KEY,
        programme text,
        person_id uuid NOT NULL,
        role text NOT NULL,
        applied_at timestamptz NOT NULL,
        lead_days int,
        expected_weeks int[],
        verdict text
    )""",
    """journey (
        participant_id uuid,
        relationship_id uuid,
        programme text,
        role text,
        person_id uuid,
        made_at timestamptz,
        started_at timestamptz,
        ended_on date,
        sessions int NOT NULL DEFAULT 0,
        minutes int NOT NULL DEFAULT 0,
        standing text,
        pair_id uuid,
        pre_response uuid,
        end_response uuid,
        PRIMARY KEY (participant_id, relationship_id)
    )""",
    indexes=("journey (programme, role)", "journey (pair_id)"),
)
def journeys(told: Envelope[Any], sql: Sql) -> None:
    """One row a participation, and one a person in a relationship."""
    match told.data:
        case ParticipantEnrolled() as enrolled:
            sql(ENROL, **enrolled.dump(), programme=told.programme)
        case FirstMeetingReached() as met:
            sql(MEET, **met.dump())
        case happened if change := CHANGES.get(type(happened)):
            row = happened.dump()
            sql(BEGIN, **row, programme=told.programme)
            sql(f"UPDATE journey SET {change}{WHERE}", **row)  # noqa: S608 -- our own words
        case _:
            pass
