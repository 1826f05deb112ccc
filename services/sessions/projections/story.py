"""What a pair can look back on, without a word of what was said; and what was looked up."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from .. import events as told_here
from .telling import Statements, telling

# Which field names the thing, for every kind of event that belongs to the story.
STORY = {
    told_here.SessionHeld: ("session", "session_id"),
    told_here.GoalSet: ("goal_set", "goal_id"),
    told_here.GoalAchieved: ("goal_achieved", "goal_id"),
    told_here.AchievementRecorded: ("achievement", "achievement_id"),
    told_here.ThanksExpressed: ("thanks", "thanks_id"),
    told_here.PairTermsAgreed: ("terms", "terms_id"),
    told_here.SignpostedTo: ("signpost", "resource"),
}
TELL = """
INSERT INTO story (relationship_id, kind, what, at)
VALUES (%(relationship_id)s, %(kind)s, %(what)s, %(at)s)
ON CONFLICT DO NOTHING
"""
PRE_CHECK: Statements = {
    told_here.PreSessionCheckCompleted: (
        """
        INSERT INTO pre_check (relationship_id, kind, source, level, checked_at)
        VALUES (%(relationship_id)s, %(kind)s, coalesce(%(source)s, ''), %(level)s, %(checked_at)s)
        ON CONFLICT (relationship_id, kind, source, checked_at) DO UPDATE
           SET level = excluded.level
        """,
    ),
}


@projection(
    "story (relationship_id uuid, kind text, what text, at timestamptz NOT NULL,"
    " PRIMARY KEY (relationship_id, kind, what))",
)
def story(told: Envelope[Event], sql: Sql) -> None:
    if named := STORY.get(type(told.data)):
        kind, field = named
        said = vars(told.data)
        this, what = str(said["relationship_id"]), str(said[field])
        # A session belongs where it was held, whenever it was written down.
        sql(
            TELL,
            relationship_id=this,
            kind=kind,
            what=what,
            at=said.get("held_at", told.occurred_at),
        )


@projection(
    "pre_check (relationship_id uuid, kind text, source text, checked_at timestamptz, level text,"
    " PRIMARY KEY (relationship_id, kind, source, checked_at))",
)
def pre_check(told: Envelope[Event], sql: Sql) -> None:
    telling(PRE_CHECK)(told, sql)
