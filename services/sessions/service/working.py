"""What the two ask about what they work on."""

from shared.entrypoints import Service, asked
from shared.messages import Json

# A task without a day of its own is due at the next session after it was set, even a moved one.
TASKS = """
SELECT task.*, coalesce(due_on::timestamptz,
       (SELECT min(starts_at) FROM session
         WHERE session.relationship_id = task.relationship_id
           AND status = 'scheduled' AND starts_at > assigned_at)) AS due_at
  FROM task
 WHERE relationship_id = %(id)s
 ORDER BY assigned_at, task_id
"""
# Due by its own day, which is over at midnight, or at the first session after it was set.
OVERDUE_TASKS = """
SELECT task_id, relationship_id, due_at
  FROM (SELECT task.*, coalesce(due_on::timestamptz + interval '1 day',
               (SELECT min(coalesce(held_at, starts_at)) FROM session
                 WHERE session.relationship_id = task.relationship_id
                   AND session.status IN ('scheduled', 'held')
                   AND coalesce(held_at, starts_at) > assigned_at)) AS due_at
          FROM task
         WHERE task.status = 'open') AS open
 WHERE due_at <= %(at)s::timestamptz
 ORDER BY due_at, task_id
"""
GROWTH = """
SELECT kind, what, steps, achieved FROM growth
 WHERE relationship_id = %(id)s AND (shared_with_mentee OR NOT %(mentee)s)
 ORDER BY kind, what
"""
TOPICS = """
SELECT topic, count(*) AS times
  FROM session CROSS JOIN LATERAL unnest(topics) AS topic
 WHERE relationship_id = %(id)s
 GROUP BY topic
 ORDER BY times DESC, topic
"""
STORY = "SELECT kind, what, at FROM story WHERE relationship_id = %(id)s ORDER BY at, kind, what"


class Work(Service):
    """Tasks, goals, topics, and the story so far."""

    @asked
    def tasks_of(self, relationship_id: str) -> list[Json]:
        """Tasks and when each is due; the texts stay sealed."""
        return self.desk.rows(TASKS, id=relationship_id)

    @asked
    def overdue_tasks(self, at: str) -> list[Json]:
        """Tasks that were to be done by then and are not."""
        return self.desk.rows(OVERDUE_TASKS, at=at)

    @asked
    def growth_of(self, relationship_id: str, for_mentee: bool = False) -> list[Json]:  # noqa: FBT001, FBT002 -- by RPC
        """Goals, areas, strengths and preparation; for the mentee only what is shared."""
        return self.desk.rows(GROWTH, id=relationship_id, mentee=for_mentee)

    @asked
    def topics_of(self, relationship_id: str) -> list[Json]:
        """What a pair talked about, and how often."""
        return self.desk.rows(TOPICS, id=relationship_id)

    @asked
    def story_of(self, relationship_id: str) -> list[Json]:
        """What a pair can look back on, in order: sessions, goals, achievements, thanks."""
        return self.desk.rows(STORY, id=relationship_id)
