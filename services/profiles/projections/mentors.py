"""Where every mentor stands; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import mentor as said
from ..events.drafts import MentorApplicationLapsed
from ..events.returning import MentorReinstated
from ..events.telling import MentorDetailsChanged

STAGES: dict[type[Event], str] = {
    said.MentorApplicationSubmitted: "submitted",
    said.MentorApplicationAccepted: "accepted",
    said.MentorApplicationDeclined: "declined",
    MentorApplicationLapsed: "lapsed",
    said.MentorListed: "listed",
    said.MentorPaused: "paused",
    said.MentorResumed: "listed",
    said.MentorRoleEnded: "ended",
    said.MentorWithdrawn: "withdrawn",
    MentorReinstated: "accepted",
}


@projection(
    "mentor (mentor_id uuid PRIMARY KEY, person_id uuid NOT NULL, programme text,"
    " source text NOT NULL, employer_id uuid, stage text NOT NULL, since timestamptz NOT NULL)",
    "employer (employer_id uuid PRIMARY KEY, partner boolean NOT NULL)",
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
            allied(one, sql)
        case one if type(one) in STAGES:
            sql(
                """
                UPDATE mentor SET stage = %(stage)s, since = %(at)s WHERE mentor_id = %(id)s
                """,
                id=str(one.mentor_id),
                stage=STAGES[type(one)],
                at=told.occurred_at,
            )


def allied(one: said.EmployerAffiliationDeclared, sql: Sql) -> None:
    """What was last said of the partnership stands; an employer of whom nobody said has none."""
    sql(
        "UPDATE mentor SET employer_id = %(employer)s WHERE mentor_id = %(id)s",
        id=str(one.mentor_id),
        employer=str(one.employer_id),
    )
    sql(
        """
        INSERT INTO employer (employer_id, partner)
        VALUES (%(employer)s, coalesce(%(partner)s, false))
        ON CONFLICT (employer_id) DO UPDATE SET partner = coalesce(%(partner)s, employer.partner)
        """,
        employer=str(one.employer_id),
        partner=None if one.partnership is None else one.partnership == "partner",
    )


@projection(
    "mentor_facet (mentor_id uuid, name text, value text, PRIMARY KEY (mentor_id, name, value))"
)
def mentor_facet(told: Envelope[Any], sql: Sql) -> None:
    """What listed mentors told to be counted by (ASME-11, ASME-12)."""
    match told.data:
        case said.MentorListed() | MentorDetailsChanged() as one:
            sql("DELETE FROM mentor_facet WHERE mentor_id = %(id)s", id=str(one.mentor_id))
            for facet in one.facets:
                name, _, value = facet.partition("=")
                sql(
                    """
                    INSERT INTO mentor_facet (mentor_id, name, value)
                    VALUES (%(id)s, %(name)s, %(value)s)
                    ON CONFLICT DO NOTHING
                    """,
                    id=str(one.mentor_id),
                    name=name,
                    value=value,
                )
