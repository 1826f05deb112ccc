"""What there is to read and to watch, and how often each was opened; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import resources as said

# `sessions` is how many sessions a pair had; None where there is no pair.
OFFERED = """
SELECT resource_id, topic, title, url, audience
  FROM resource
 WHERE programme = %(programme)s AND NOT retired AND %(audience)s = ANY(audience)
   AND (%(topic)s::text IS NULL OR topic = %(topic)s)
   AND (NOT before_first_session OR %(sessions)s::int = 0)
 ORDER BY topic, title, resource_id
"""
MOST_USED = """
SELECT resource_id, topic, title, opened
  FROM resource
 WHERE programme = %(programme)s
 ORDER BY opened DESC, title, resource_id
"""


@projection(
    "resource (resource_id uuid PRIMARY KEY, programme text NOT NULL, topic text NOT NULL,"
    " title text NOT NULL, url text NOT NULL, audience text[] NOT NULL,"
    " before_first_session boolean NOT NULL, retired boolean NOT NULL, opened int NOT NULL)"
)
def resource(told: Envelope[Any], sql: Sql) -> None:
    """Every resource in its last edition, and how often it was opened (1MM-087)."""
    match told.data:
        case said.ResourcePublished() as one:
            published(one, sql)
        case said.ResourceRetired(resource_id=id_):
            sql("UPDATE resource SET retired = true WHERE resource_id = %(id)s", id=str(id_))
        case said.ResourceAccessed(resource_id=id_):
            sql("UPDATE resource SET opened = opened + 1 WHERE resource_id = %(id)s", id=str(id_))


def published(one: said.ResourcePublished, sql: Sql) -> None:
    sql(
        """
        INSERT INTO resource
        VALUES (%(id)s, %(programme)s, %(topic)s, %(title)s, %(url)s, %(audience)s,
                %(before)s, false, 0)
        ON CONFLICT (resource_id) DO UPDATE
        SET topic = excluded.topic, title = excluded.title, url = excluded.url,
            audience = excluded.audience, retired = false,
            before_first_session = excluded.before_first_session
        """,
        id=str(one.resource_id),
        programme=one.programme,
        topic=one.topic,
        title=one.title,
        url=one.url,
        audience=list(one.audience),
        before=one.before_first_session,
    )
