"""How answers to a consultation are kept, and which workshops came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands.consultation import NoteWorkshopInformed, RecordTrainingNeeds
from ..events.consultation import TrainingNeedsConsulted, TrainingNeedsHeeded
from ..policies.pilots import consulting_rules


@dataclass(frozen=True)
class Consultation:
    """The last answer by person, and the workshops made with them in mind."""

    answers: Mapping[UUID, str] = field(default_factory=dict)
    workshops: frozenset[UUID] = frozenset()


def decide(command: Command, held: Consultation) -> list[Event]:
    match command:
        case RecordTrainingNeeds(person_id=one, response=response) as ask:
            if held.answers.get(one) == response:
                return []
            allowed = obey(consulting_rules, ask, held)
            return [TrainingNeedsConsulted.following(ask, allowed_by=allowed)]
        case NoteWorkshopInformed(workshop_id=one) as ask:
            # Where nobody answered there is nothing to heed.
            if not held.answers or one in held.workshops:
                return []
            return [TrainingNeedsHeeded.following(ask, answers=len(held.answers))]
        case _:
            raise NotImplementedError(type(command).__name__)


def evolve(held: Consultation, event: Event) -> Consultation:
    match event:
        case TrainingNeedsConsulted(person_id=one, response=response):
            return replace(held, answers={**held.answers, one: response})
        case TrainingNeedsHeeded(workshop_id=one):
            return replace(held, workshops=held.workshops | {one})
        case _:
            return held


consultation: Decider[Consultation] = Decider(
    "consultation-{consultation_id}",
    Consultation(),
    decide,
    evolve,
    accepts=(RecordTrainingNeeds, NoteWorkshopInformed),
)
