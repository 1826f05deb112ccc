"""What people say besides the questionnaires: would they recommend it, how was the workshop, how
did it feel.
"""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Range

from shared.messages import Event

from .instruments import Role

Rating = Literal["poor", "fair", "good", "very_good", "excellent"]
Valence = Literal["positive", "neutral", "negative"]
Tag = Literal["insightful", "rewarding", "daunting", "enjoyable", "difficult", "tiring"]
Score = Annotated[int, Range(min=0, max=10)]


class NpsRecorded(Event):
    """How likely they are to recommend the programme, 0 to 10: the score itself, never only its
    band (1MM-109).
    """

    participant_id: UUID
    role: Role
    score: Score


class PulseRecorded(Event):
    """How a session felt, in words from a list, so that nothing told in confidence ends up here
    (1MM-097).
    """

    participant_id: UUID
    role: Role
    session_id: UUID
    valence: Valence
    tags: tuple[Tag, ...]


class WorkshopRated(Event):
    """A participant's rating of a workshop; a later one replaces it (1MM-033, 1MM-044)."""

    workshop_id: UUID
    participant_id: UUID
    role: Role
    rating: Rating
    would_recommend: bool | None
    felt_prepared: bool | None
