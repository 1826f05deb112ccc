"""The sessions service: commands in, questions answered, other services heard."""

from shared.entrypoints import Service, asked, hears
from shared.messages import Json

from .projections.calendar import calendar
from .room import room

PLAN = "SELECT * FROM plan WHERE relationship_id = %(id)s"
SESSIONS = "SELECT * FROM session WHERE relationship_id = %(id)s ORDER BY starts_at"
NEXT = """
SELECT * FROM session
 WHERE relationship_id = %(id)s AND status = 'scheduled'
 ORDER BY starts_at
 LIMIT 1
"""
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
CHECK_INS = "SELECT * FROM check_in WHERE relationship_id = %(id)s ORDER BY ordinal"
CHANNELS = """
SELECT channel, bool_or(by_role = 'mentee') AS open, count(*) = 2 AS by_both
  FROM channel
 WHERE relationship_id = %(id)s
 GROUP BY channel
 ORDER BY channel
"""
OVERDUE = "SELECT relationship_id, last_held_at FROM plan WHERE overdue ORDER BY last_held_at"
UNATTESTED = """
SELECT session_id, relationship_id, held_at FROM session
 WHERE status = 'held' AND NOT attested AND held_at < %(before)s::timestamptz
 ORDER BY held_at
"""
REVIEW = """
SELECT session_id, relationship_id, starts_at, rules FROM session
 WHERE status = 'scheduled' AND rules IS NOT NULL
 ORDER BY starts_at
"""
MINOR_DAYS = """
SELECT DISTINCT day FROM minor_day
 WHERE mentor_id = %(id)s AND day > %(until)s::date - %(days)s AND day <= %(until)s::date
 ORDER BY day
"""
PREVENTED = "SELECT code, command, times FROM prevented ORDER BY times DESC, code, command"
WITHOUT_TOUCH = """
SELECT begins::date AS month
  FROM plan,
       generate_series(date_trunc('month', began_at), %(until)s::timestamptz, '1 month') AS begins
 WHERE relationship_id = %(id)s
   AND NOT EXISTS (SELECT FROM touch
                    WHERE touch.relationship_id = plan.relationship_id
                      AND touch.month = begins::date)
"""
LEAD_TIME = """
SELECT applied_at, began_at, lead_time_breached AS breached,
       extract(epoch FROM began_at - applied_at)::integer / 604800 AS weeks
  FROM plan
 WHERE relationship_id = %(id)s
"""


STORY = "SELECT kind, what, at FROM story WHERE relationship_id = %(id)s ORDER BY at, kind, what"
PRE_CHECKS = "SELECT * FROM pre_check WHERE relationship_id = %(id)s ORDER BY checked_at, kind"
LONG = """
SELECT count(*) AS held, count(*) FILTER (WHERE minutes > %(minutes)s) AS longer
  FROM session
 WHERE status = 'held'
"""
DORMANT = """
SELECT relationship_id, dormant_since FROM plan
 WHERE dormant_since IS NOT NULL AND ended_on IS NULL
 ORDER BY dormant_since
"""
CALENDAR = """
SELECT session.* FROM session JOIN plan USING (relationship_id)
 WHERE %(id)s IN (plan.mentor_id, plan.mentee_id, plan.mentor_person_id, plan.mentee_person_id,
                  session.chaperone_id)
 ORDER BY starts_at, session_id
"""


class Sessions(Service):
    """Plans, sessions and what surrounds them."""

    name = "sessions"
    room = room

    @hears("profiles", room.hears["profiles"].types)
    def hear_profiles(self, message: Json) -> None:
        self.desk.hear("profiles", message)

    @hears("matching", room.hears["matching"].types)
    def hear_matching(self, message: Json) -> None:
        self.desk.hear("matching", message)

    @asked
    def plan_of(self, relationship_id: str) -> Json | None:
        """How a plan stands."""
        return self.desk.row(PLAN, id=relationship_id)

    @asked
    def sessions_of(self, relationship_id: str) -> list[Json]:
        """Every session of a pair, in order: held, to come, called off."""
        return self.desk.rows(SESSIONS, id=relationship_id)

    @asked
    def next_session(self, relationship_id: str) -> Json | None:
        """The next session with its agenda."""
        return self.desk.row(NEXT, id=relationship_id)

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
    def check_ins_of(self, relationship_id: str) -> list[Json]:
        """Check-ins due, completed and missed."""
        return self.desk.rows(CHECK_INS, id=relationship_id)

    @asked
    def channels_of(self, relationship_id: str) -> list[Json]:
        """Channels agreed to: by the mentee (`open`), by both."""
        return self.desk.rows(CHANNELS, id=relationship_id)

    @asked
    def lead_time_of(self, relationship_id: str) -> Json | None:
        """Weeks from signing up to the first session."""
        return self.desk.row(LEAD_TIME, id=relationship_id)

    @asked
    def months_without_support(self, relationship_id: str, until: str) -> list[Json]:
        """Months since the first session in which nobody of the office was in touch."""
        return self.desk.rows(WITHOUT_TOUCH, id=relationship_id, until=until)

    @asked
    def overdue_plans(self) -> list[Json]:
        """Pairs that have not met for too long."""
        return self.desk.rows(OVERDUE)

    @asked
    def unattested_sessions(self, before: str) -> list[Json]:
        """Sessions held before then that only one voice speaks for."""
        return self.desk.rows(UNATTESTED, before=before)

    @asked
    def sessions_to_review(self) -> list[Json]:
        """Scheduled sessions that no longer fit the rules at their start."""
        return self.desk.rows(REVIEW)

    @asked
    def minor_days(self, mentor_id: str, until: str, days: int = 30) -> list[Json]:
        """The days within a window on which a mentor met minors."""
        return self.desk.rows(MINOR_DAYS, id=mentor_id, until=until, days=days)

    @asked
    def breaches_prevented(self) -> list[Json]:
        """Refusals by rule and command."""
        return self.desk.rows(PREVENTED)

    @asked
    def story_of(self, relationship_id: str) -> list[Json]:
        """What a pair can look back on, in order: sessions, goals, achievements, thanks."""
        return self.desk.rows(STORY, id=relationship_id)

    @asked
    def pre_checks_of(self, relationship_id: str) -> list[Json]:
        """What was looked up before meeting in person, in order."""
        return self.desk.rows(PRE_CHECKS, id=relationship_id)

    @asked
    def longer_than(self, minutes: int) -> Json | None:
        """How many sessions were held, and how many of them took longer."""
        return self.desk.row(LONG, minutes=minutes)

    @asked
    def dormant_pairs(self) -> list[Json]:
        """Pairs of whom nothing was heard for long."""
        return self.desk.rows(DORMANT)

    @asked
    def calendar_of(self, person_id: str) -> str:
        """The sessions of a mentor, a mentee, a person or a chaperone as an iCalendar feed."""
        return calendar(self.desk.rows(CALENDAR, id=person_id))
