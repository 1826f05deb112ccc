"""Which stories are told; never their text, which is opened where it is asked for."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import stories as said

TOLD = """
SELECT story_id, fields_redacted, shared_at
  FROM story
 WHERE programme = %(programme)s
 ORDER BY shared_at, story_id
"""


@projection(
    "story (story_id uuid PRIMARY KEY, programme text NOT NULL, fields_redacted text[] NOT NULL,"
    " shared_at timestamptz NOT NULL)"
)
def story(told: Envelope[Any], sql: Sql) -> None:
    """Every story that is told in public now (1MM-100, JOH-45)."""
    match told.data:
        case said.SuccessStoryShared() as one:
            sql(
                """
                INSERT INTO story VALUES (%(id)s, %(programme)s, %(redacted)s, %(at)s)
                ON CONFLICT (story_id) DO UPDATE SET fields_redacted = excluded.fields_redacted
                """,
                id=str(one.story_id),
                programme=told.programme or "",
                redacted=list(one.fields_redacted),
                at=told.occurred_at,
            )
        case said.StoryTakenDown(story_id=id_):
            sql("DELETE FROM story WHERE story_id = %(id)s", id=str(id_))
