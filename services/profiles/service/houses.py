"""What is asked about the operator and the institutions: rules, roles, contacts."""

from shared.entrypoints import Service, asked
from shared.messages import Json
from shared.trying import Trial

from ..decider.mentee import mentee
from ..decider.mentor import mentor
from ..decider.training import training
from ..decider.trying import stands
from ..policies.compiling import compile_policy

PARTICIPANTS = """
SELECT mentor_id AS id FROM mentor WHERE programme = %(programme)s
 UNION ALL
SELECT mentee_id FROM mentee WHERE programme = %(programme)s
"""


class Houses(Service):
    """The operator and the institutions."""

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
    def standing_under(self, document: Json, at: str | None = None, after: str = "") -> Json:
        """Which participants would stand otherwise under this document; nothing is recorded."""
        trial = Trial(self.desk, document, at)
        return trial.page(PARTICIPANTS, after, (mentor, mentee, training), stands)

    @asked
    def acting_roles(self, person_id: str) -> list[Json]:
        """In which roles somebody acts now, their own or another's; let in as `role:person_id`."""
        query = "SELECT * FROM staff_role WHERE person_id = %(id)s ORDER BY role, region, until"
        return self.desk.rows(query, id=person_id)

    @asked
    def institutions(self) -> list[Json]:
        """Every partner institution and its stage."""
        return self.desk.rows("SELECT * FROM institution ORDER BY name, institution_id")

    @asked
    def institution_contacts(self, institution_id: str) -> list[Json]:
        """Who holds the safeguarding roles there."""
        query = "SELECT * FROM institution_role WHERE institution_id = %(id)s ORDER BY role"
        return self.desk.rows(query, id=institution_id)
