"""What is shown of a mentor to others: asked on the reader's behalf and recorded first."""

from typing import Any
from uuid import UUID, uuid4

from shared.desk import Desk
from shared.entrypoints import Service, asked
from shared.messages import Json
from shared.refusals import Refused

from ..decider.mentor import mentor
from ..decider.mentor_stages import Listed
from ..decider.person import person as people
from ..policies.directory import card, reached
from .telling import document_of, programme_of, told


class Showing(Service):
    """Cards and availabilities."""

    @asked(expected_exceptions=(Refused,))
    def directory_card(self, mentor_id: str, reader_person_id: str) -> Json | None:
        """A mentor's entry as members see it, None unless listed now (ASME-33, ASME-34, JOH-01)."""
        return shown_card(self.desk, mentor_id, reader_person_id)

    @asked(expected_exceptions=(Refused,))
    def availability_of(self, mentor_id: str, reader_person_id: str) -> Json | None:
        """How a mentor is reached, for a matched mentee; the reading is recorded first (JOH-41)."""
        return shown_availability(self.desk, mentor_id, reader_person_id)


def shown_card(desk: Desk, mentor_id: str, reader: str) -> Json | None:
    """Ask on the reader's behalf, then look: a refusal is recorded, and so is what is shown."""
    programme = programme_of(desk, mentor_id)
    if programme is None:
        return None
    reading(desk, programme, "ConsultDirectory", reader, person_id=reader, mentor_id=mentor_id)
    history = told(desk, f"mentor-{UUID(mentor_id)}")
    now = mentor.fold(history)
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


def reading(desk: Desk, programme: str, type_: str, reader: str, **data: Any) -> None:
    """Every reading is one of its own; raises Refused, recorded."""
    asking = {"type": type_, "data": data, "id": str(uuid4()), "programme": programme}
    desk.submit({**asking, "actor": f"member:{reader}"})
