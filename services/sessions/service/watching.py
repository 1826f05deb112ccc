"""What the office asks: where somebody should look."""

from shared.entrypoints import Service, asked
from shared.messages import Json
from shared.trying import Trial

from ..decider.plan import plan
from ..decider.trying import stands

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
PLANS = "SELECT relationship_id AS id FROM plan"


class Watch(Service):
    """Silence, lateness, breaches, and days with minors."""

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
    def longer_than(self, minutes: int) -> Json | None:
        """How many sessions were held, and how many of them took longer."""
        return self.desk.row(LONG, minutes=minutes)

    @asked
    def dormant_pairs(self) -> list[Json]:
        """Pairs of whom nothing was heard for long."""
        return self.desk.rows(DORMANT)

    @asked
    def standing_under(self, document: Json, at: str | None = None, after: str = "") -> Json:
        """Which sessions ahead could not be scheduled under this document."""
        return Trial(self.desk, document, at).page(PLANS, after, (plan,), stands)
