"""What is shown only to those it is for: the reading is recorded before anything is shown."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from shared.desk import Desk
from shared.entrypoints import Service, asked
from shared.envelope import Envelope
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from ..events import SessionNoteRecorded, SessionNotesRead

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
    message = {
        "type": "ReadSessionNotes",
        "data": {"relationship_id": relationship_id},
        "id": str(uuid4()),  # every reading is one of its own
        "actor": actor,
        "programme": programme,
    }
    if desk.submit(message)["recorded"] != [SessionNotesRead.__name__]:
        raise Refused("access-refused", "There is nothing to show you.", "notes_are_the_pairs")
    plan = f"plan-{UUID(relationship_id)}"
    return [shown(one) for one in written(desk, plan) if is_for(actor, one)]


def written(desk: Desk, plan: str) -> Iterator[Envelope[SessionNoteRecorded]]:
    """Every note of a plan, opened, in the order in which they were written."""
    for row in desk.store.read(plan):
        if row.type == SessionNoteRecorded.__name__:
            yield desk.commands.recorder.open(row)


def is_for(actor: str, note: Envelope[SessionNoteRecorded]) -> bool:
    """The mentee is shown what was shared with them, and what they wrote themselves."""
    own = str(note.actor) == actor
    return own or note.data.shared_with_mentee or not actor.startswith("mentee:")


def shown(note: Envelope[SessionNoteRecorded]) -> Json:
    """A note as JSON; what was erased meanwhile says so."""
    return {
        "session_id": str(note.data.session_id),
        "at": instant(note.occurred_at),
        "topics": list(note.data.topics),
        "note": str(note.data.note),
    }
