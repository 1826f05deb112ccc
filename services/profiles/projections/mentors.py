"""Where every mentor stands; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import mentor as said

STAGES: dict[type[Event], str] = {
    said.MentorApplicationSubmitted: "submitted",
    said.MentorApplicationAccepted: "accepted",
    said.MentorApplicationDeclined: "declined",
    said.MentorListed: "listed",
    said.MentorPaused: "paused",
    said.MentorResumed: "listed",
    said.MentorRoleEnded: "ended",
    said.MentorWithdrawn: "withdrawn",
}


@projection(
    "mentor (mentor_id uuid PRIMARY KEY, person_id uuid NOT NULL, programme text,"
    " source text NOT NULL, employer_id uuid, stage text NOT NULL, since timestamptz NOT NULL)"
)
def mentor(told: Envelope[Any], sql: Sql) -> None:
    """Every mentor's stage, and whether they came through an employer (1MM-008)."""
    match told.data:
        case said.MentorApplicationStarted() as one:
            sql(
                """
                INSERT INTO mentor (mentor_id, person_id, programme, source, stage, since)
                VALUES (%(id)s, %(person)s, %(programme)s, %(source)s, 'draft', %(at)s)
                """,
                id=str(one.mentor_id),
                person=str(one.person_id),
                programme=told.programme,
                source=one.source,
                at=told.occurred_at,
            )
        case said.EmployerAffiliationDeclared() as one:
            sql(
                "UPDATE mentor SET employer_id = %(employer)s WHERE mentor_id = %(id)s",
                id=str(one.mentor_id),
                employer=str(one.employer_id),
            )
        case one if type(one) in STAGES:
            sql(
                """
                UPDATE mentor SET stage = %(stage)s, since = %(at)s WHERE mentor_id = %(id)s
                """,
                id=str(one.mentor_id),
                stage=STAGES[type(one)],
                at=told.occurred_at,
            )
