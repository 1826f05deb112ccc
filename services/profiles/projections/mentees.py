"""Where every mentee stands and what they consented to; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from ..events import mentee as said

STAGES: dict[type[Event], str] = {
    said.MenteeApplicationAccepted: "accepted",
    said.MenteeApplicationDeclined: "declined",
    said.MenteeReadyForMatching: "ready",
    said.MenteeLeft: "left",
}

ENTER = "UPDATE mentee SET stage = %(stage)s, since = %(at)s WHERE mentee_id = %(id)s"


@projection(
    "mentee (mentee_id uuid PRIMARY KEY, person_id uuid NOT NULL, programme text,"
    " institution_id uuid, age_band text NOT NULL, stage text NOT NULL,"
    " since timestamptz NOT NULL, topics text[] NOT NULL, goal_tags text[] NOT NULL)"
)
def mentee(told: Envelope[Any], sql: Sql) -> None:
    """Every mentee's stage and age band, and what a matched mentor may read to prepare."""
    match told.data:
        case said.MenteeReferred() as one:
            began(one, told, sql)
        case said.MenteeProfileUpdated(mentee_id=id_, topics=topics):
            sql(
                "UPDATE mentee SET topics = %(topics)s WHERE mentee_id = %(id)s",
                id=str(id_),
                topics=list(topics),
            )
        case said.MenteeGoalSet(mentee_id=id_, tags=tags):
            sql(
                "UPDATE mentee SET goal_tags = %(tags)s WHERE mentee_id = %(id)s",
                id=str(id_),
                tags=list(tags),
            )
        case said.AgeBandChanged(mentee_id=id_, to_band=band):
            sql(
                "UPDATE mentee SET age_band = %(band)s WHERE mentee_id = %(id)s",
                id=str(id_),
                band=band,
            )
        case one if type(one) in STAGES:
            sql(ENTER, id=str(one.mentee_id), stage=STAGES[type(one)], at=told.occurred_at)


def began(one: said.MenteeReferred, told: Envelope[Any], sql: Sql) -> None:
    sql(
        """
        INSERT INTO mentee (mentee_id, person_id, programme, institution_id, age_band,
                            stage, since, topics, goal_tags)
        VALUES (%(id)s, %(person)s, %(programme)s, %(institution)s, %(band)s,
                'referred', %(at)s, '{}', '{}')
        """,
        id=str(one.mentee_id),
        person=str(one.person_id),
        programme=told.programme,
        institution=one.institution_id and str(one.institution_id),
        band=one.age_band,
        at=told.occurred_at,
    )


@projection(
    "consent (mentee_id uuid, purpose text, given_by text NOT NULL, given_at timestamptz NOT NULL,"
    " withdrawn_at timestamptz, PRIMARY KEY (mentee_id, purpose))"
)
def consent(told: Envelope[Any], sql: Sql) -> None:
    """The last word on each purpose, by whom and since when."""
    match told.data:
        case said.ConsentGranted() as one:
            sql(
                """
                INSERT INTO consent (mentee_id, purpose, given_by, given_at)
                VALUES (%(id)s, %(purpose)s, %(giver)s, %(at)s)
                ON CONFLICT (mentee_id, purpose) DO UPDATE
                SET given_by = excluded.given_by, given_at = excluded.given_at, withdrawn_at = NULL
                """,
                id=str(one.mentee_id),
                purpose=one.purpose,
                giver=one.given_by,
                at=told.occurred_at,
            )
        case said.ConsentWithdrawn() as one:
            sql(
                """
                UPDATE consent SET withdrawn_at = %(at)s
                 WHERE mentee_id = %(id)s AND purpose = %(purpose)s
                """,
                id=str(one.mentee_id),
                purpose=one.purpose,
                at=told.occurred_at,
            )
