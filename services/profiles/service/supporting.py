"""What is asked about what a programme gives its people."""

from typing import Any
from uuid import UUID

from shared.desk import Desk
from shared.entrypoints import Service, asked
from shared.messages import Json

from ..events import SuccessStoryShared
from ..projections.desk import QUEUE, TIME_TO_FIX
from ..projections.resources import MOST_USED, OFFERED
from ..projections.stories import TOLD
from ..projections.together import BULLETINS, COMMUNITY


class Supporting(Service):
    """Resources, bulletins, the community, help and stories."""

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
