"""What surrounds a pair's sessions: other work for it, and advice the office has yet to give."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from .. import events as told_here
from .telling import Statements, telling

EFFORT: Statements = {
    told_here.EffortRecorded: (
        """
        INSERT INTO effort (effort_id, relationship_id, by_role, kind, minutes, spent_on)
        VALUES (%(effort_id)s, %(relationship_id)s, %(by_role)s, %(kind)s, %(minutes)s,
                %(spent_on)s)
        """,
    ),
}
ADVICE: Statements = {
    told_here.AdviceNeeded: (
        """
        INSERT INTO advice (relationship_id, by_role, verdict, resource)
        VALUES (%(relationship_id)s, %(by_role)s, %(verdict)s, %(resource)s)
        ON CONFLICT (relationship_id, by_role) DO UPDATE SET verdict = excluded.verdict
        """,
    ),
    told_here.AdviceGiven: (
        """
        DELETE FROM advice
         WHERE relationship_id = %(relationship_id)s AND by_role = %(by_role)s
        """,
    ),
}


@projection(
    "effort (effort_id uuid PRIMARY KEY, relationship_id uuid NOT NULL, by_role text NOT NULL,"
    " kind text NOT NULL, minutes integer NOT NULL, spent_on date NOT NULL)",
    indexes=("effort (relationship_id, spent_on)",),
)
def effort(told: Envelope[Event], sql: Sql) -> None:
    telling(EFFORT)(told, sql)


@projection(
    "advice (relationship_id uuid, by_role text, verdict text NOT NULL, resource text NOT NULL,"
    " PRIMARY KEY (relationship_id, by_role))",
)
def advice(told: Envelope[Event], sql: Sql) -> None:
    telling(ADVICE)(told, sql)
