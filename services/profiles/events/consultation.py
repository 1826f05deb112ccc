"""What is recorded about asking those a training is for what it should be like."""

from typing import Annotated
from uuid import UUID

from shared.fields import Personal
from shared.messages import Event


class TrainingNeedsConsulted(Event):
    """Somebody said what they need (ASME-18); said again it replaces what they said before."""

    consultation_id: UUID
    person_id: UUID
    response: Annotated[str, Personal(of="person_id")]


class TrainingNeedsHeeded(Event):
    """A later workshop was made with so many answers in mind (ASME-18)."""

    consultation_id: UUID
    workshop_id: UUID
    answers: int
