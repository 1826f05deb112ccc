"""Who got which bulletin, and who joined the community; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from .. import events as said

BULLETINS = """
SELECT bulletin_id, title, url, published_at, count(mentor_id) AS delivered
  FROM bulletin LEFT JOIN bulletin_delivery USING (bulletin_id)
 WHERE programme = %(programme)s
 GROUP BY bulletin_id
 ORDER BY published_at, bulletin_id
"""
# Only to one who joined, and only those who joined.
COMMUNITY = """
SELECT other.mentor_id, other.person_id, other.since
  FROM community AS reader JOIN community AS other USING (programme)
 WHERE reader.mentor_id = %(reader)s
 ORDER BY other.since, other.mentor_id
"""


@projection(
    "bulletin (bulletin_id uuid PRIMARY KEY, programme text NOT NULL, title text NOT NULL,"
    " url text NOT NULL, published_at timestamptz NOT NULL)",
    "bulletin_delivery (bulletin_id uuid, mentor_id uuid, delivered_at timestamptz NOT NULL,"
    " PRIMARY KEY (bulletin_id, mentor_id))",
)
def bulletin(told: Envelope[Any], sql: Sql) -> None:
    """Every bulletin, and whom it reached (1MM-085)."""
    match told.data:
        case said.BulletinPublished() as one:
            sql(
                "INSERT INTO bulletin VALUES (%(id)s, %(programme)s, %(title)s, %(url)s, %(at)s)",
                id=str(one.bulletin_id),
                programme=one.programme,
                title=one.title,
                url=one.url,
                at=told.occurred_at,
            )
        case said.BulletinDelivered() as one:
            sql(
                "INSERT INTO bulletin_delivery VALUES (%(id)s, %(mentor)s, %(at)s)",
                id=str(one.bulletin_id),
                mentor=str(one.mentor_id),
                at=told.occurred_at,
            )


@projection(
    "community (mentor_id uuid PRIMARY KEY, person_id uuid NOT NULL, programme text NOT NULL,"
    " since timestamptz NOT NULL)"
)
def community(told: Envelope[Any], sql: Sql) -> None:
    """Who joined and has not left (1MM-088, ASME-30)."""
    match told.data:
        case said.CommunityJoined() as one:
            sql(
                "INSERT INTO community VALUES (%(id)s, %(person)s, %(programme)s, %(at)s)",
                id=str(one.mentor_id),
                person=str(one.person_id),
                programme=told.programme or "",
                at=told.occurred_at,
            )
        case (
            said.CommunityLeft(mentor_id=id_)
            | said.MentorRoleEnded(mentor_id=id_)
            | said.MentorWithdrawn(mentor_id=id_)
        ):
            sql("DELETE FROM community WHERE mentor_id = %(id)s", id=str(id_))
