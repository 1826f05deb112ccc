"""What is asked about training: how far somebody is, who has a place, what is certified."""

from shared.entrypoints import Service, asked
from shared.messages import Json

from ..policies.numbers import compact, well_formed
from ..projections.consultations import NEEDS


class Learning(Service):
    """Training, workshops, certificates."""

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
    def training_parts(self, participant_id: str) -> list[Json]:
        """What the participant has done, and whether it was voluntary (1MM-086)."""
        query = "SELECT * FROM training_part WHERE participant_id = %(id)s ORDER BY item"
        return self.desk.rows(query, id=participant_id)

    @asked
    def training_needs(self, programme: str) -> list[Json]:
        """How many answered each consultation, and which workshops came of it (ASME-18)."""
        return self.desk.rows(NEEDS, programme=programme)
