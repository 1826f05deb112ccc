"""Plans and their sessions: who with whom, when next, what was held, what needs a second voice."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql, projection

from .. import events as told_here
from .telling import Statements, telling

ROW = """
INSERT INTO plan (relationship_id)
VALUES (%(relationship_id)s)
ON CONFLICT DO NOTHING
"""


def updating(change: str) -> tuple[str, ...]:
    return (ROW, f"UPDATE plan SET {change} WHERE relationship_id = %(relationship_id)s")  # noqa: S608 -- our own text


PLAN: Statements = {
    told_here.PlanOpened: updating(
        "mentor_id = %(mentor_id)s, mentee_id = %(mentee_id)s, institution_id = %(institution_id)s,"
        " age_band = coalesce(age_band, %(age_band)s), mentor_person_id = %(mentor_person_id)s,"
        " mentee_person_id = %(mentee_person_id)s"
    ),
    told_here.PlanBandChanged: updating("age_band = %(band)s"),
    told_here.ChecklistNoted: updating("checked = true"),
    told_here.PlanPaused: updating("paused = true"),
    told_here.PlanResumed: updating("paused = false"),
    told_here.PlanSuspended: updating("suspended = true"),
    told_here.PlanReleased: updating("suspended = false"),
    told_here.PlanEnded: updating("ended_on = %(effective_on)s"),
    told_here.PlanReopened: updating("ended_on = NULL"),
    told_here.PlanContinued: updating("dormant_since = NULL"),
    told_here.SessionHeld: updating(
        "held = held + 1, minutes = minutes + %(minutes)s, overdue = false, dormant_since = NULL,"
        " last_held_at = greatest(last_held_at, %(held_at)s::timestamptz)"
    ),
    told_here.SessionOverdue: updating("overdue = true"),
    told_here.TermBegan: updating("began_at = %(began_at)s, ends_at = %(ends_at)s"),
    told_here.LeadTimeStarted: updating("applied_at = %(applied_at)s"),
    told_here.LeadTimeBreached: updating("lead_time_breached = true"),
    told_here.PairTermsAgreed: updating("meet_every = coalesce(%(meet_every)s, meet_every)"),
    told_here.SeriesPlanned: updating("series = %(count)s"),
    told_here.FitConfirmed: updating("fit = 'confirmed'"),
    told_here.FitDenied: updating("fit = 'denied'"),
    told_here.SessionScheduled: updating("dormant_since = NULL"),
    told_here.ContactLogged: updating("dormant_since = NULL"),
    told_here.PairDormant: updating("dormant_since = %(since)s"),
}

SESSION: Statements = {
    told_here.SessionScheduled: (
        """
        INSERT INTO session
               (session_id, relationship_id, number, starts_at, ends_at, mode, venue_type,
                chaperone_id, kind, exception)
        VALUES (%(session_id)s, %(relationship_id)s, %(number)s, %(starts_at)s, %(ends_at)s,
                %(mode)s, %(venue_type)s, %(chaperone_id)s, %(kind)s, %(exception)s)
        """,
    ),
    told_here.SessionRescheduled: (
        """
        UPDATE session
           SET starts_at = %(starts_at)s, ends_at = %(ends_at)s, rules = NULL
         WHERE session_id = %(session_id)s
        """,
    ),
    told_here.SessionCancelled: (
        "UPDATE session SET status = 'cancelled' WHERE session_id = %(session_id)s",
    ),
    told_here.SessionNotHeld: (
        "UPDATE session SET status = 'not_held' WHERE session_id = %(session_id)s",
    ),
    told_here.SessionHeld: (
        """
        INSERT INTO session AS known
               (session_id, relationship_id, number, starts_at, mode, venue_type, status, held_at,
                minutes, variance, topics, chaperone_present, age_band)
        VALUES (%(session_id)s, %(relationship_id)s, %(number)s, %(held_at)s, %(mode)s,
                %(venue_type)s, 'held', %(held_at)s, %(minutes)s, %(variance)s, %(topics)s,
                %(chaperone_present)s, %(age_band)s)
        ON CONFLICT (session_id) DO UPDATE
           SET status = 'held', number = excluded.number, held_at = excluded.held_at,
               minutes = excluded.minutes, variance = excluded.variance, mode = excluded.mode,
               venue_type = excluded.venue_type, topics = excluded.topics,
               chaperone_present = excluded.chaperone_present, age_band = excluded.age_band
        """,
    ),
    told_here.SessionAttested: (
        "UPDATE session SET attested = true WHERE session_id = %(session_id)s",
    ),
    told_here.SessionNeedsReview: (
        "UPDATE session SET rules = %(rules)s WHERE session_id = %(session_id)s",
    ),
    told_here.AgendaProposed: (
        "UPDATE session SET agenda = %(topics)s WHERE session_id = %(session_id)s",
    ),
    told_here.SessionFlagged: (
        """
        UPDATE session
           SET flags = array_append(flags, %(reason)s)
         WHERE session_id = %(session_id)s
        """,
    ),
}

CORRECTED = """
UPDATE session
   SET minutes = coalesce(%(minutes)s, minutes), mode = coalesce(%(mode)s, mode),
       venue_type = coalesce(%(venue_type)s, venue_type),
       chaperone_present = coalesce(%(chaperone_present)s, chaperone_present)
 WHERE session_id = %(session_id)s
"""


# How often a session was changed since it was first planned, and when it was last written.
WRITTEN = "UPDATE session SET changed_at = %(at)s WHERE session_id = %(session_id)s"
CHANGED = """
UPDATE session
   SET changed_at = %(at)s, changes = changes + 1
 WHERE session_id = %(session_id)s
"""


@projection(
    "plan (relationship_id uuid PRIMARY KEY, mentor_id uuid, mentee_id uuid, institution_id uuid,"
    " age_band text, checked boolean NOT NULL DEFAULT false, paused boolean NOT NULL DEFAULT false,"
    " suspended boolean NOT NULL DEFAULT false, ended_on date, held integer NOT NULL DEFAULT 0,"
    " minutes integer NOT NULL DEFAULT 0, overdue boolean NOT NULL DEFAULT false,"
    " last_held_at timestamptz, began_at timestamptz, ends_at timestamptz, applied_at timestamptz,"
    " lead_time_breached boolean NOT NULL DEFAULT false, mentor_person_id uuid,"
    " mentee_person_id uuid, meet_every text, series integer, fit text,"
    " dormant_since timestamptz)",
)
def plan(told: Envelope[Event], sql: Sql) -> None:
    telling(PLAN)(told, sql)


@projection(
    "session (session_id uuid PRIMARY KEY, relationship_id uuid NOT NULL, number integer NOT NULL,"
    " starts_at timestamptz NOT NULL, ends_at timestamptz, mode text NOT NULL, venue_type text,"
    " chaperone_id uuid, status text NOT NULL DEFAULT 'scheduled', held_at timestamptz,"
    " minutes integer, variance integer, topics text[] NOT NULL DEFAULT '{}',"
    " agenda text[] NOT NULL DEFAULT '{}', chaperone_present boolean, age_band text,"
    " attested boolean NOT NULL DEFAULT false, flags text[] NOT NULL DEFAULT '{}', rules text[],"
    " kind text NOT NULL DEFAULT 'ordinary', exception text, changes integer NOT NULL DEFAULT 0,"
    " changed_at timestamptz)",
    indexes=("session (relationship_id, starts_at)",),
)
def session(told: Envelope[Event], sql: Sql) -> None:
    telling(SESSION)(told, sql)
    match told.data:
        case told_here.SessionScheduled() | told_here.SessionHeld():
            sql(WRITTEN, session_id=str(told.data.session_id), at=told.occurred_at)
        case (
            told_here.SessionRescheduled()
            | told_here.SessionCancelled()
            | told_here.SessionNotHeld()
        ):
            sql(CHANGED, session_id=str(told.data.session_id), at=told.occurred_at)
        case told_here.SessionCorrected(session_id=one, now=now):
            names = ("minutes", "mode", "venue_type", "chaperone_present")
            given = {name: now.get(name) for name in names}
            sql(CORRECTED, session_id=str(one), **given)
