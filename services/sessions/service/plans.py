"""What the two, and whoever looks after them, ask about their sessions."""

from shared.entrypoints import Service, asked
from shared.messages import Json

from ..projections.calendar import calendar

PLAN = "SELECT * FROM plan WHERE relationship_id = %(id)s"
SESSIONS = "SELECT * FROM session WHERE relationship_id = %(id)s ORDER BY starts_at"
NEXT = """
SELECT * FROM session
 WHERE relationship_id = %(id)s AND status = 'scheduled'
 ORDER BY starts_at
 LIMIT 1
"""
CHECK_INS = "SELECT * FROM check_in WHERE relationship_id = %(id)s ORDER BY ordinal"
CHANNELS = """
SELECT channel, bool_or(by_role = 'mentee') AS open, count(*) = 2 AS by_both
  FROM channel
 WHERE relationship_id = %(id)s
 GROUP BY channel
 ORDER BY channel
"""
LEAD_TIME = """
SELECT applied_at, began_at, lead_time_breached AS breached,
       extract(epoch FROM began_at - applied_at)::integer / 604800 AS weeks
  FROM plan
 WHERE relationship_id = %(id)s
"""
PRE_CHECKS = "SELECT * FROM pre_check WHERE relationship_id = %(id)s ORDER BY checked_at, kind"
CALENDAR = """
SELECT session.* FROM session JOIN plan USING (relationship_id)
 WHERE %(id)s IN (plan.mentor_id, plan.mentee_id, plan.mentor_person_id, plan.mentee_person_id,
                  session.chaperone_id)
 ORDER BY starts_at, session_id
"""


class Plans(Service):
    """How a pair stands, and when it meets."""

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
    def pre_checks_of(self, relationship_id: str) -> list[Json]:
        """What was looked up before meeting in person, in order."""
        return self.desk.rows(PRE_CHECKS, id=relationship_id)

    @asked
    def calendar_of(self, person_id: str) -> str:
        """The sessions of a mentor, a mentee, a person or a chaperone as an iCalendar feed."""
        return calendar(self.desk.rows(CALENDAR, id=person_id))
