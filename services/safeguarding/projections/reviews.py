"""What somebody should look at, and what was found."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    DbsDutyDecided,
    ReviewCompleted,
    ReviewOpened,
)
from ..policies.reading import known_programme


@projection(
    "reviews (review_id uuid PRIMARY KEY, kind text, mentor_id uuid, person_id uuid,"
    " relationship_id uuid, opened_at timestamptz, dbs_duty boolean, finding text,"
    " completed_at timestamptz, programme text)"
)
def reviews(told: Envelope[Any], sql: Sql) -> None:
    """What somebody should look at, and what was found."""
    match told.data:
        case ReviewOpened() as new:
            sql(
                "INSERT INTO reviews VALUES (%(id)s, %(kind)s, %(mentor)s, %(person)s, %(pair)s,"
                " %(at)s, NULL, NULL, NULL, %(programme)s)",
                id=str(new.review_id),
                kind=new.kind,
                mentor=text(new.mentor_id),
                person=text(new.person_id),
                pair=text(new.relationship_id),
                at=told.occurred_at,
                programme=known_programme(told),
            )
        case DbsDutyDecided(review_id=review, duty_to_refer=duty):
            statement = "UPDATE reviews SET dbs_duty = %(duty)s WHERE review_id = %(id)s"
            sql(statement, id=str(review), duty=duty)
        case ReviewCompleted(review_id=review, finding=finding):
            statement = (
                "UPDATE reviews SET finding = %(finding)s, completed_at = %(at)s"
                " WHERE review_id = %(id)s"
            )
            sql(statement, id=str(review), finding=finding, at=told.occurred_at)


def text(value: object) -> str | None:
    return None if value is None else str(value)
