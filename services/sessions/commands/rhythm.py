"""Asked by timers: whether the pair meets as often as it should, or at all."""

from uuid import UUID

from shared.messages import Consequence


class CallFollowUp(Consequence):
    """Asked by a timer: so long after the first session a second one is due (ASME-19)."""

    relationship_id: UUID


class CountYear(Consequence):
    """Asked by a timer: another year since the first session is over (ASME-19)."""

    relationship_id: UUID
    ordinal: int


class NoteDormancy(Consequence):
    """Asked by a timer: nothing was heard of the two for long, unless there was (JOH-28)."""

    relationship_id: UUID


class PromptAgenda(Consequence):
    """Asked by a timer: a session is near; what is it to be about? (JOH-37)"""

    relationship_id: UUID
    session_id: UUID
