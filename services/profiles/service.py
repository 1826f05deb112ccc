"""The profiles service: commands in, questions answered, other services heard."""

from typing import Any
from uuid import UUID, uuid4

from shared.desk import Desk
from shared.entrypoints import Service, asked, hears
from shared.messages import Event, Json
from shared.refusals import Refused
from shared.rulebook import book_from, rulebook_of

from .decider.mentor import mentor as mentors
from .decider.mentor_stages import Known, Listed
from .decider.person import person as people
from .events import SuccessStoryShared
from .policies.compiling import compile_policy
from .policies.completeness import missing, percent
from .policies.counting import printable
from .policies.directory import card, reached
from .policies.document import Document
from .policies.numbers import compact, well_formed
from .projections.consultations import NEEDS
from .projections.desk import QUEUE, TIME_TO_FIX
from .projections.resources import MOST_USED, OFFERED
from .projections.stories import TOLD
from .projections.together import BULLETINS, COMMUNITY
from .room import room

EMPLOYERS = """
SELECT employer_id, count(*) AS mentors, partner, NOT partner AS possible_partner
  FROM employer JOIN mentor USING (employer_id)
 WHERE stage NOT IN ('declined', 'ended', 'withdrawn')
 GROUP BY employer_id, partner
 ORDER BY employer_id
"""
BY_FACET = """
SELECT value, count(DISTINCT mentor.mentor_id) AS people
  FROM mentor LEFT JOIN mentor_facet
    ON mentor_facet.mentor_id = mentor.mentor_id AND mentor_facet.name = %(facet)s
 WHERE mentor.programme = %(programme)s AND mentor.stage = 'listed'
 GROUP BY value
"""


class Profiles(Service):
    """What profiles can be asked, over the bus."""

    name = "profiles"
    room = room

    @hears("evaluation", room.hears["evaluation"].types)
    def hear_evaluation(self, message: Json) -> None:
        """Pre-evaluations that came in."""
        self.desk.hear("evaluation", message)

    @hears("matching", room.hears["matching"].types)
    def hear_matching(self, message: Json) -> None:
        """Who may prepare for whom."""
        self.desk.hear("matching", message)

    @asked
    def check_policy(self, document: Json) -> list[Json]:
        """Everything that speaks against publishing this document; nothing is recorded."""
        found = compile_policy(document)
        return [{"where": one.where, "code": one.code, "why": one.why} for one in found]

    @asked
    def policies(self) -> list[Json]:
        """Every policy version of every programme."""
        return self.desk.rows("SELECT * FROM policy ORDER BY programme, version")

    @asked
    def verify_certificate(self, number: str) -> Json:
        """Whether a certificate number is genuine: `valid`, `replaced`, `revoked` or `unknown`."""
        if not well_formed(number):
            return {"status": "unknown", "misread": True}
        query = "SELECT printed, completed_on, status FROM certificate WHERE number = %(number)s"
        return self.desk.row(query, number=compact(number)) or {"status": "unknown"}

    @asked
    def certificates_of(self, mentor_id: str) -> list[Json]:
        """Every certificate a mentor was issued, with its status."""
        query = "SELECT * FROM certificate WHERE mentor_id = %(id)s ORDER BY status DESC, number"
        return self.desk.rows(query, id=mentor_id)

    @asked
    def mentor_standing(self, mentor_id: str) -> Json | None:
        """A mentor's stage and where they came from."""
        return self.desk.row("SELECT * FROM mentor WHERE mentor_id = %(id)s", id=mentor_id)

    @asked(expected_exceptions=(Refused,))
    def directory_card(self, mentor_id: str, reader_person_id: str) -> Json | None:
        """A mentor's entry as members see it, None unless listed now (ASME-33, ASME-34, JOH-01)."""
        return shown_card(self.desk, mentor_id, reader_person_id)

    @asked(expected_exceptions=(Refused,))
    def availability_of(self, mentor_id: str, reader_person_id: str) -> Json | None:
        """How a mentor is reached, for a matched mentee; the reading is recorded first (JOH-41)."""
        return shown_availability(self.desk, mentor_id, reader_person_id)

    @asked
    def profile_completeness(self, mentor_id: str) -> Json | None:
        """How much of what the policy names a mentor tells, in percent, and what not (JOH-15)."""
        return completeness(self.desk, mentor_id)

    @asked
    def acting_roles(self, person_id: str) -> list[Json]:
        """In which roles somebody acts now, their own or another's; let in as `role:person_id`."""
        query = "SELECT * FROM staff_role WHERE person_id = %(id)s ORDER BY role, region, until"
        return self.desk.rows(query, id=person_id)

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
        """How many mentors came from where, by stage (1MM-008)."""
        return self.desk.rows(
            """
            SELECT source, stage, count(*) AS mentors
              FROM mentor
             GROUP BY source, stage
             ORDER BY source, stage
            """
        )

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
    def institutions(self) -> list[Json]:
        """Every partner institution and its stage."""
        return self.desk.rows("SELECT * FROM institution ORDER BY name, institution_id")

    @asked
    def institution_contacts(self, institution_id: str) -> list[Json]:
        """Who holds the safeguarding roles there."""
        query = "SELECT * FROM institution_role WHERE institution_id = %(id)s ORDER BY role"
        return self.desk.rows(query, id=institution_id)

    @asked
    def training_of(self, participant_id: str) -> Json | None:
        """What is assigned, by when, and when it was completed."""
        query = "SELECT * FROM training WHERE participant_id = %(id)s"
        return self.desk.row(query, id=participant_id)

    @asked
    def resume_point(self, participant_id: str) -> list[Json]:
        """How far each module is, to go on from there (1MM-036)."""
        query = "SELECT * FROM training_module WHERE participant_id = %(id)s ORDER BY module"
        return self.desk.rows(query, id=participant_id)

    @asked
    def training_anomalies(self) -> list[Json]:
        """Items done in less or more time than expected: to look at, never refused (1MM-034)."""
        query = "SELECT * FROM training_part WHERE unusual ORDER BY participant_id, item"
        return self.desk.rows(query)

    @asked
    def workshop_roster(self, workshop_id: str) -> list[Json]:
        """Who has a place, waits or came."""
        query = "SELECT * FROM workshop_place WHERE workshop_id = %(id)s ORDER BY participant_id"
        return self.desk.rows(query, id=workshop_id)

    @asked
    def workshop_waitlist(self, workshop_id: str) -> list[Json]:
        """Who waits, the next one first (ASME-28)."""
        return self.desk.rows(
            """
            SELECT participant_id, tier, asked_at
              FROM workshop_place JOIN workshop USING (workshop_id)
             WHERE workshop_id = %(id)s AND standing = 'waitlisted'
             ORDER BY CASE WHEN by_tier THEN tier END, asked_at, participant_id
            """,
            id=workshop_id,
        )

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

    @asked
    def training_parts(self, participant_id: str) -> list[Json]:
        """What the participant has done, and whether it was voluntary (1MM-086)."""
        query = "SELECT * FROM training_part WHERE participant_id = %(id)s ORDER BY item"
        return self.desk.rows(query, id=participant_id)

    @asked
    def training_needs(self, programme: str) -> list[Json]:
        """How many answered each consultation, and which workshops came of it (ASME-18)."""
        return self.desk.rows(NEEDS, programme=programme)

    @asked
    def resources(
        self,
        programme: str,
        audience: str,
        topic: str | None = None,
        sessions_held: int | None = None,
    ) -> list[Json]:
        """What a mentor or mentee is offered to read and watch (1MM-087, ASME-31).

        Hints for the first session are there for a pair that held none (1MM-112).
        """
        return self.desk.rows(
            OFFERED,
            programme=programme,
            audience=audience,
            topic=topic,
            sessions=sessions_held,
        )

    @asked
    def most_used(self, programme: str) -> list[Json]:
        """Every resource and how often it was opened, the most used first (1MM-087)."""
        return self.desk.rows(MOST_USED, programme=programme)

    @asked
    def bulletins(self, programme: str) -> list[Json]:
        """Every bulletin, and how many it reached (1MM-085)."""
        return self.desk.rows(BULLETINS, programme=programme)

    @asked
    def community(self, mentor_id: str) -> list[Json]:
        """The mentors who joined, with contacts: for one who joined too (1MM-088, ASME-30)."""
        return [contacts(self.desk, one) for one in self.desk.rows(COMMUNITY, reader=mentor_id)]

    @asked
    def support_queue(self, programme: str) -> list[Json]:
        """Who waits for help, and who sees to it, the most pressing first (1MM-099, JOH-43)."""
        return self.desk.rows(QUEUE, programme=programme)

    @asked
    def support_overdue(self, programme: str) -> list[Json]:
        """Who has waited longer than was promised (1MM-099)."""
        return [one for one in self.desk.rows(QUEUE, programme=programme) if one["overdue"]]

    @asked
    def time_to_fix(self, programme: str) -> list[Json]:
        """By kind, how many requests were put right, and the median of hours it took (1MM-099)."""
        return self.desk.rows(TIME_TO_FIX, programme=programme)

    @asked
    def stories(self, programme: str) -> list[Json]:
        """The stories that are told in public, with their words (1MM-100, JOH-45)."""
        return [words(self.desk, one) for one in self.desk.rows(TOLD, programme=programme)]


def shown_card(desk: Desk, mentor_id: str, reader: str) -> Json | None:
    """Ask on the reader's behalf, then look: a refusal is recorded, and so is what is shown."""
    programme = programme_of(desk, mentor_id)
    if programme is None:
        return None
    reading(desk, programme, "ConsultDirectory", reader, person_id=reader, mentor_id=mentor_id)
    history = told(desk, f"mentor-{UUID(mentor_id)}")
    now = mentors.fold(history)
    if not isinstance(now, Listed):
        return None
    name = people.fold(told(desk, f"person-{now.file.person_id}")).name
    return card(now.file, name, history, document_of(desk, programme).matching.directory.fields)


def shown_availability(desk: Desk, mentor_id: str, reader: str) -> Json | None:
    """Record the reading, then show. What could not be recorded is not shown."""
    programme = programme_of(desk, mentor_id)
    if programme is None:
        return None
    about = {"mentor_id": mentor_id, "reader_person_id": reader}
    reading(desk, programme, "ReadAvailability", reader, **about)
    return reached(told(desk, f"mentor-{UUID(mentor_id)}"))


def completeness(desk: Desk, mentor_id: str) -> Json | None:
    programme, now = programme_of(desk, mentor_id), mentors.fold(told(desk, f"mentor-{mentor_id}"))
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


def reading(desk: Desk, programme: str, type_: str, reader: str, **data: Any) -> None:
    """Every reading is one of its own; raises Refused, recorded."""
    asking = {"type": type_, "data": data, "id": str(uuid4()), "programme": programme}
    desk.submit({**asking, "actor": f"member:{reader}"})


def programme_of(desk: Desk, mentor_id: str) -> str | None:
    query = "SELECT programme FROM mentor WHERE mentor_id = %(id)s"
    return desk.value(query, id=mentor_id)  # type: ignore[no-any-return]


def document_of(desk: Desk, programme: str) -> Document:
    """The programme's document in force now."""
    now = book_from(told(desk, rulebook_of(programme))).at(desk.commands.clock.now())
    return now.read(Document) if now else Document()


def contacts(desk: Desk, member: Json) -> Json:
    """The member with name and contacts, opened now; None for what is unknown or erased."""
    known: Json = {"name": None, "email": None, "phone": None}
    for told in opened(desk, f"person-{UUID(member['person_id'])}"):
        known |= {name: getattr(told, name) for name in known if name in told.codecs}
    return {**member, **{name: value or None for name, value in known.items()}}


def words(desk: Desk, story: Json) -> Json:
    """The story with its words as they were shared last; None where they were erased."""
    shared = [
        told
        for told in opened(desk, f"story-{UUID(story['story_id'])}")
        if isinstance(told, SuccessStoryShared)
    ]
    return {**story, "text": (shared[-1].text or None) if shared else None}


def opened(desk: Desk, stream: str) -> list[Any]:
    """The events of a stream, with what is sealed in them."""
    return [desk.commands.recorder.open(row).data for row in desk.store.read(stream)]


def told(desk: Desk, stream: str) -> list[Event]:
    """What is recorded of one thing, in order."""
    return desk.commands.recorder.events(desk.store.read(stream))
