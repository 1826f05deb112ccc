"""The profiles service: commands in, questions answered, other services heard."""

from shared.entrypoints import Service, asked, hears
from shared.messages import Json

from .policies.compiling import compile_policy
from .policies.numbers import compact, well_formed
from .room import room


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
