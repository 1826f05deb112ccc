"""Check-ins, fit checks, channels, days with minors and refusals: what the office watches."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection
from shared.refusing import CommandRefused

from .. import events as told_here
from .telling import Statements, telling

CHECK_IN: Statements = {
    told_here.CheckInDue: (
        """
        INSERT INTO check_in (relationship_id, ordinal, due_at)
        VALUES (%(relationship_id)s, %(ordinal)s, %(due_at)s)
        """,
    ),
    told_here.CheckInCompleted: (
        """
        UPDATE check_in SET status = 'completed'
         WHERE relationship_id = %(relationship_id)s AND ordinal = %(ordinal)s
        """,
    ),
    told_here.CheckInMissed: (
        """
        UPDATE check_in SET status = 'missed', tell = %(tell)s
         WHERE relationship_id = %(relationship_id)s AND ordinal = %(ordinal)s
        """,
    ),
}

FIT_CHECK: Statements = {
    told_here.FitCheckCompleted: (
        """
        INSERT INTO fit_check (relationship_id, by_role, verdict)
        VALUES (%(relationship_id)s, %(by_role)s, %(verdict)s)
        ON CONFLICT (relationship_id, by_role) DO UPDATE SET verdict = excluded.verdict
        """,
    ),
}

CHANNEL: Statements = {
    told_here.ContactChannelAgreed: (
        """
        INSERT INTO channel (relationship_id, channel, by_role)
        VALUES (%(relationship_id)s, %(channel)s, %(by_role)s)
        """,
    ),
    told_here.ContactChannelRevoked: (
        """
        DELETE FROM channel
         WHERE relationship_id = %(relationship_id)s AND channel = %(channel)s
        """,
    ),
}

MINOR_DAY: Statements = {
    told_here.MinorSessionCounted: (
        """
        INSERT INTO minor_day (mentor_id, session_id, day)
        VALUES (%(mentor_id)s, %(session_id)s, %(day)s)
        """,
    ),
}

PREVENTED: Statements = {
    CommandRefused: (
        """
        INSERT INTO prevented AS known (code, command, times)
        VALUES (%(code)s, %(command)s, 1)
        ON CONFLICT (code, command) DO UPDATE SET times = known.times + 1
        """,
    ),
}

TOUCHES = (told_here.CheckInCompleted, told_here.FitCheckCompleted)
TOUCH = """
INSERT INTO touch (relationship_id, month, kind)
VALUES (%(relationship_id)s, date_trunc('month', %(at)s AT TIME ZONE 'Europe/London'), %(kind)s)
ON CONFLICT DO NOTHING
"""


@projection(
    "check_in (relationship_id uuid, ordinal integer, due_at timestamptz NOT NULL,"
    " status text NOT NULL DEFAULT 'due', tell text, PRIMARY KEY (relationship_id, ordinal))",
)
def check_in(told: Envelope[Event], sql: Sql) -> None:
    telling(CHECK_IN)(told, sql)


@projection(
    "fit_check (relationship_id uuid, by_role text, verdict text NOT NULL,"
    " PRIMARY KEY (relationship_id, by_role))",
)
def fit_check(told: Envelope[Event], sql: Sql) -> None:
    telling(FIT_CHECK)(told, sql)


@projection(
    "channel (relationship_id uuid, channel text, by_role text,"
    " PRIMARY KEY (relationship_id, channel, by_role))",
)
def channel(told: Envelope[Event], sql: Sql) -> None:
    telling(CHANNEL)(told, sql)


@projection(
    "minor_day (mentor_id uuid, session_id uuid, day date NOT NULL,"
    " PRIMARY KEY (mentor_id, session_id))",
)
def minor_day(told: Envelope[Event], sql: Sql) -> None:
    telling(MINOR_DAY)(told, sql)


@projection("prevented (code text, command text, times integer, PRIMARY KEY (code, command))")
def prevented(told: Envelope[Event], sql: Sql) -> None:
    telling(PREVENTED)(told, sql)


@projection(
    "touch (relationship_id uuid, month date, kind text,"
    " PRIMARY KEY (relationship_id, month, kind))",
)
def touch(told: Envelope[Event], sql: Sql) -> None:
    if isinstance(told.data, TOUCHES):
        this, kind = str(told.data.relationship_id), type(told.data).__name__
        sql(TOUCH, relationship_id=this, at=told.occurred_at, kind=kind)
