"""What is recorded of one thing, and under which rules, read for an answer."""

from shared.desk import Desk
from shared.messages import Event
from shared.rulebook import book_from, rulebook_of

from ..policies.document import Document


def told(desk: Desk, stream: str) -> list[Event]:
    """What is recorded of one thing, in order."""
    return desk.commands.recorder.events(desk.store.read(stream))


def programme_of(desk: Desk, mentor_id: str) -> str | None:
    query = "SELECT programme FROM mentor WHERE mentor_id = %(id)s"
    return desk.value(query, id=mentor_id)  # type: ignore[no-any-return]


def document_of(desk: Desk, programme: str) -> Document:
    """The programme's document in force now."""
    now = book_from(told(desk, rulebook_of(programme))).at(desk.commands.clock.now())
    return now.read(Document) if now else Document()
