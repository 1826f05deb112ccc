"""The matching service on the bus: what it hears, and the questions it answers."""

from shared.entrypoints import asked, hears_many
from shared.entrypoints.serving import Service
from shared.messages import Json
from shared.refusals import Invalid, Refused
from shared.trying import Trial

from .decider import pool, relationship
from .decider.trying import stands
from .policies import pool_of
from .projections import finding, reading, suggesting
from .projections.questions import OF_MENTEE, REQUEST, TO_MENTOR, UNMET
from .room import room

WAITING = """
SELECT * FROM waiting
 WHERE pool_id = %(pool)s AND (%(role)s::text IS NULL OR role = %(role)s)
 ORDER BY waiting_since, candidate_id
"""
OF_CANDIDATE = """
SELECT * FROM relationship
 WHERE mentor_id = %(id)s OR mentee_id = %(id)s
 ORDER BY relationship_id
"""

PAIRS_AND_POOL = """
SELECT relationship_id AS id FROM relationship UNION ALL SELECT %(pool)s::uuid
"""


class Matching(Service):
    """Who waits, who is proposed to whom, and the life of every relationship."""

    name = "matching"
    room = room

    @hears_many("profiles", room.hears["profiles"].types)
    def hear_profiles(self, messages: list[Json]) -> None:
        self.desk.hear_many("profiles", messages)

    @hears_many("sessions", room.hears["sessions"].types)
    def hear_sessions(self, messages: list[Json]) -> None:
        self.desk.hear_many("sessions", messages)

    @hears_many("safeguarding", room.hears["administration"].types, exchange="administration")
    def hear_administration(self, messages: list[Json]) -> None:
        self.desk.hear_many("administration", messages)

    @asked
    def pool_id(self, programme: str) -> str:
        """The id of a programme's pool, for the commands that name one."""
        return str(pool_of(programme))

    @asked
    def waiting(self, programme: str, role: str | None = None) -> list[Json]:
        """Who waits in a programme's pool, longest first; `role` is mentor or mentee."""
        return self.desk.rows(WAITING, pool=str(pool_of(programme)), role=role)

    @asked
    def proposal(self, proposal_id: str) -> Json | None:
        """A proposal: the fit, its reasons, how many others there were, and what came of it."""
        return self.desk.row("SELECT * FROM proposal WHERE proposal_id = %(id)s", id=proposal_id)

    @asked
    def relationship(self, relationship_id: str) -> Json | None:
        """How a relationship stands."""
        one = "SELECT * FROM relationship WHERE relationship_id = %(id)s"
        return self.desk.row(one, id=relationship_id)

    @asked
    def relationships_of(self, candidate_id: str) -> list[Json]:
        """Every relationship of a mentor or mentee, by the id of their participation."""
        return self.desk.rows(OF_CANDIDATE, id=candidate_id)

    @asked
    def request(self, request_id: str) -> Json | None:
        """How a request stands, and by when an answer can be expected."""
        return self.desk.row(REQUEST, id=request_id)

    @asked
    def requests_of(self, mentee_id: str) -> list[Json]:
        """Every request of a mentee, oldest first."""
        return self.desk.rows(OF_MENTEE, id=mentee_id)

    @asked
    def requests_to(self, mentor_id: str) -> list[Json]:
        """What a mentor was asked; never which choice they were."""
        return self.desk.rows(TO_MENTOR, id=mentor_id)

    @asked
    def review_queue(self, programme: str) -> list[Json]:
        """The requests that wait for the reviewer: in order of rank where the programme ranks its
        mentees, then the oldest first (ASME-29).
        """
        return reading.review_queue(self.desk, programme)

    @asked
    def unmet_demand(self, programme: str) -> Json | None:
        """Mentees who asked and have nobody, and how their requests came to nothing."""
        return self.desk.row(UNMET, pool=str(pool_of(programme)))

    @asked(expected_exceptions=(Invalid, Refused))
    def directory(
        self,
        programme: str,
        reader_person_id: str,
        after: str | None = None,
        limit: int = 50,
    ) -> Json:
        """A page of the programme's mentors, for those who may leaf through them (ASME-33).

        `next` is what `after` has to be for the next page, None on the last.
        """
        finding.seeking(self.desk, programme, reader_person_id, (), ())
        return finding.turned(finding.found(self.desk, programme, after=after, limit=limit), limit)

    @asked(expected_exceptions=(Invalid, Refused))
    def search_mentors(
        self,
        programme: str,
        reader_person_id: str,
        facets: list[str] | None = None,
        topics: list[str] | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Json:
        """Mentors who have all of these facets (`name=value`) and topics, a page at a time, how
        many there are, and how many of them have each value of a facet (JOH-11).
        """
        by = (facets or [], topics or [])
        finding.seeking(self.desk, programme, reader_person_id, *by)
        entries = finding.found(self.desk, programme, *by, after, limit)
        return {**finding.turned(entries, limit), **finding.counted(self.desk, programme, *by)}

    @asked(expected_exceptions=(Invalid, Refused))
    def suggestions(self, programme: str, mentee_id: str) -> list[Json]:
        """Whom a mentee might ask, best first, each with what the two have in common (JOH-10)."""
        return suggesting.suggested(self.desk, programme, mentee_id)

    @asked(expected_exceptions=(Invalid, Refused))
    def request_texts(self, request_id: str, reader: str) -> Json:
        """What a mentee wrote, for who was asked and for the reviewer (`role:id`); the reading is
        recorded first (JOH-13, JOH-34).
        """
        return reading.texts(self.desk, request_id, reader)

    @asked
    def response_time(self, mentor_id: str) -> Json:
        """How often a mentor was asked, how soon they answer, and when they last did."""
        return reading.responses(self.desk, mentor_id)

    @asked
    def standing_under(self, document: Json, at: str | None = None, after: str = "") -> Json:
        """Which relationships and mentors would stand otherwise under this document."""
        trial = Trial(self.desk, document, at)
        own = str(pool_of(trial.programme))
        return trial.page(PAIRS_AND_POOL, after, (relationship, pool), stands, pool=own)
