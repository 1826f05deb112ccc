"""What other services say, as far as profiles cares: their words, our fields."""

from uuid import UUID

from shared.messages import Event


class EvaluationSubmitted(Event):
    """From evaluation: somebody answered; we only need to know who and in which phase."""

    participant_id: UUID
    role: str
    phase: str


class MatchMade(Event):
    """From matching: this mentor may prepare for this mentee, who may see how to reach them."""

    mentor_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID


class RelationshipEnded(Event):
    """From matching: they no longer meet."""

    mentor_id: UUID
    mentee_id: UUID
