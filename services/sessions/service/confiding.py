"""What is shown only to those it is for: the reading is recorded before anything is shown."""

from uuid import UUID, uuid4

from shared.desk import Desk
from shared.entrypoints import Service, asked
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from ..events import SessionNoteRecorded

EFFORT = """
SELECT kind, by_role, count(*) AS times, sum(minutes)::integer AS minutes
  FROM effort
 WHERE relationship_id = %(id)s
 GROUP BY kind, by_role
 ORDER BY kind, by_role
"""
ADVICE = "SELECT * FROM advice ORDER BY relationship_id, by_role"


class Confidence(Service):
    """Notes, work beside sessions, and advice to give."""

    @asked(expected_exceptions=(Invalid, Refused))
    def notes_of(self, relationship_id: str, actor: str, programme: str) -> list[Json]:
        """A pair's session notes, for the two; the mentee's share is what was shared (JOH-26)."""
        return notes(self.desk, relationship_id, actor, programme)

    @asked
    def effort_of(self, relationship_id: str) -> list[Json]:
        """Work for a pair apart from its sessions, by kind, in minutes."""
        return self.desk.rows(EFFORT, id=relationship_id)

    @asked
    def advice_to_give(self) -> list[Json]:
        """Pairs in which somebody finds that it does not work, and what to give them to read."""
        return self.desk.rows(ADVICE)


def notes(desk: Desk, relationship_id: str, actor: str, programme: str) -> list[Json]:
    """Record the reading, then show the notes. What could not be recorded is not shown."""
    desk.submit(
        {
            "type": "ReadSessionNotes",
            "data": {"relationship_id": relationship_id},
            "id": str(uuid4()),  # every reading is one of its own
            "actor": actor,
            "programme": programme,
        }
    )
    stream = desk.store.read(f"plan-{UUID(relationship_id)}")
    told = [
        desk.commands.recorder.open(row)
        for row in stream
        if row.type == SessionNoteRecorded.__name__
    ]
    whole = not actor.startswith("mentee:")
    return [
        {
            "session_id": str(one.data.session_id),
            "at": instant(one.occurred_at),
            "topics": list(one.data.topics),
            "note": one.data.note,
        }
        for one in told
        if whole or one.data.shared_with_mentee or str(one.actor) == actor
    ]
