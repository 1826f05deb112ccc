"""What can be asked about consulting those a training is for."""

from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence


class RecordTrainingNeeds(Command):
    """What somebody answered when asked what they need to learn (ASME-18); sealed.

    A workshop names the consultations it was `informed_by`. Refused with `consultation-held`.
    """

    consultation_id: UUID
    person_id: UUID
    response: Annotated[str, Length(min=1, max=4000)]


class NoteWorkshopInformed(Consequence):
    """Asked by a reaction: a workshop was planned with these answers in mind."""

    consultation_id: UUID
    workshop_id: UUID
