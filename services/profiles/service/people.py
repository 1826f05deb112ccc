"""What is asked about those who take part."""

from shared.desk import Desk
from shared.entrypoints import Service, asked
from shared.messages import Json

from ..decider.mentor import mentor
from ..decider.mentor_stages import Known
from ..policies.completeness import missing, percent
from ..policies.counting import printable
from .telling import document_of, programme_of, told

EMPLOYERS = """
SELECT employer_id, count(*) AS mentors, partner, NOT partner AS possible_partner
  FROM employer JOIN mentor USING (employer_id)
 WHERE stage NOT IN ('declined', 'ended', 'lapsed', 'withdrawn')
 GROUP BY employer_id, partner
 ORDER BY employer_id
"""

# What was begun and never handed in is nobody's affiliation: it stays in the log (U15).
AFFILIATIONS = """
SELECT source, stage, count(*) AS mentors
  FROM mentor
 WHERE stage <> 'lapsed'
 GROUP BY source, stage
 ORDER BY source, stage
"""

BY_FACET = """
SELECT value, count(DISTINCT mentor.mentor_id) AS people
  FROM mentor LEFT JOIN mentor_facet
    ON mentor_facet.mentor_id = mentor.mentor_id AND mentor_facet.name = %(facet)s
 WHERE mentor.programme = %(programme)s AND mentor.stage = 'listed'
 GROUP BY value
"""


class People(Service):
    """Mentors and mentees, one and counted."""

    @asked
    def mentor_standing(self, mentor_id: str) -> Json | None:
        """A mentor's stage and where they came from."""
        return self.desk.row("SELECT * FROM mentor WHERE mentor_id = %(id)s", id=mentor_id)

    @asked
    def profile_completeness(self, mentor_id: str) -> Json | None:
        """How much of what the policy names a mentor tells, in percent, and what not (JOH-15)."""
        return completeness(self.desk, mentor_id)

    @asked
    def representation(self, programme: str, facet: str) -> Json:
        """Listed mentors counted by a facet, small groups withheld (ASME-11, ASME-12)."""
        return counted(self.desk, programme, facet)

    @asked
    def employer_pipeline(self) -> list[Json]:
        """Employers whose staff are mentors, and which might become partners (1MM-009)."""
        return self.desk.rows(EMPLOYERS)

    @asked
    def mentors_by_affiliation(self) -> list[Json]:
        """How many mentors came from where, by stage, lapsed applications left out (1MM-008)."""
        return self.desk.rows(AFFILIATIONS)

    @asked
    def mentee_standing(self, mentee_id: str) -> Json | None:
        """A mentee's stage, age band and what they hope for."""
        return self.desk.row("SELECT * FROM mentee WHERE mentee_id = %(id)s", id=mentee_id)

    @asked
    def consents_of(self, mentee_id: str) -> list[Json]:
        """The last word on every purpose."""
        query = "SELECT * FROM consent WHERE mentee_id = %(id)s ORDER BY purpose"
        return self.desk.rows(query, id=mentee_id)

    @asked
    def memberships_of(self, person_id: str) -> list[Json]:
        """Of what the person is a member, or was, in which programme (ASME-13)."""
        query = "SELECT * FROM membership WHERE person_id = %(id)s ORDER BY programme, organisation"
        return self.desk.rows(query, id=person_id)

    @asked
    def acknowledgements_of(self, participant_id: str) -> list[Json]:
        """Which version of each document the participant acknowledged (1MM-073)."""
        query = "SELECT * FROM acknowledgement WHERE participant_id = %(id)s ORDER BY kind"
        return self.desk.rows(query, id=participant_id)


def completeness(desk: Desk, mentor_id: str) -> Json | None:
    programme, now = programme_of(desk, mentor_id), mentor.fold(told(desk, f"mentor-{mentor_id}"))
    if programme is None or not isinstance(now, Known):
        return None
    rules = document_of(desk, programme)
    return {"percent": percent(now.file, rules), "missing": list(missing(now.file, rules))}


def counted(desk: Desk, programme: str, facet: str) -> Json:
    """With the programme's stage, so that a pilot's figures say that they are one's (ASME-01)."""
    rules = document_of(desk, programme)
    rows = desk.rows(BY_FACET, programme=programme, facet=facet)
    counts = {one["value"]: one["people"] for one in rows}
    groups = printable(counts, rules.evaluation.min_cell)
    about = {"programme": programme, "stage": rules.programme.stage, "facet": facet}
    return {**about, "min_cell": rules.evaluation.min_cell, "groups": groups}
