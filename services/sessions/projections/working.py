"""What pairs work on, without a word of what they wrote."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from .. import events as told_here
from .telling import Statements, telling

TASK: Statements = {
    told_here.TaskAssigned: (
        """
        INSERT INTO task (task_id, relationship_id, assigned_at, due_on)
        VALUES (%(task_id)s, %(relationship_id)s, %(assigned_at)s, %(due_on)s)
        """,
    ),
    told_here.TaskAmended: (
        """
        UPDATE task
           SET due_on = %(due_on)s, amended = amended + 1
         WHERE task_id = %(task_id)s
        """,
    ),
    told_here.TaskCompleted: ("UPDATE task SET status = 'completed' WHERE task_id = %(task_id)s",),
    told_here.TaskDropped: ("UPDATE task SET status = 'dropped' WHERE task_id = %(task_id)s",),
}

GROWTH: Statements = {
    told_here.GoalSet: (
        """
        INSERT INTO growth (relationship_id, kind, what, steps)
        VALUES (%(relationship_id)s, 'goal', %(goal_id)s, %(step_count)s)
        """,
    ),
    told_here.GoalAchieved: (
        """
        UPDATE growth SET achieved = true
         WHERE relationship_id = %(relationship_id)s AND kind = 'goal' AND what = %(goal_id)s
        """,
    ),
    told_here.DevelopmentAreaIdentified: (
        """
        INSERT INTO growth (relationship_id, kind, what)
        VALUES (%(relationship_id)s, 'area', %(code)s)
        """,
    ),
    told_here.StrengthNoted: (
        """
        INSERT INTO growth (relationship_id, kind, what, shared_with_mentee)
        VALUES (%(relationship_id)s, 'strength', %(strength_id)s, %(shared_with_mentee)s)
        """,
    ),
    told_here.PreparationRecorded: (
        """
        INSERT INTO growth (relationship_id, kind, what, steps, shared_with_mentee)
        VALUES (%(relationship_id)s, 'preparation', %(session_id)s, %(question_count)s,
                %(shared_with_mentee)s)
        ON CONFLICT (relationship_id, kind, what) DO UPDATE
           SET steps = excluded.steps, shared_with_mentee = excluded.shared_with_mentee
        """,
    ),
}


@projection(
    "task (task_id uuid PRIMARY KEY, relationship_id uuid NOT NULL,"
    " assigned_at timestamptz NOT NULL, due_on date,"
    " status text NOT NULL DEFAULT 'open', amended integer NOT NULL DEFAULT 0)",
)
def task(told: Envelope[Event], sql: Sql) -> None:
    telling(TASK)(told, sql)


@projection(
    "growth (relationship_id uuid, kind text, what text, steps integer,"
    " achieved boolean NOT NULL DEFAULT false, shared_with_mentee boolean NOT NULL DEFAULT true,"
    " PRIMARY KEY (relationship_id, kind, what))",
)
def growth(told: Envelope[Event], sql: Sql) -> None:
    telling(GROWTH)(told, sql)
