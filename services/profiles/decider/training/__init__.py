"""How one participant's training decides: facts first, then what they complete, each thing once."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from shared.deciding import Decider
from shared.messages import Command, Event

from ...commands import training as ask
from ...policies.asking import only
from ...policies.trainings import Learning
from .assigning import change_path, mark_overdue, open_, remind
from .completing import completed_parts, completion
from .folding import evolve
from .learning import acknowledge, complete, note_induction, note_minutes, save

__all__ = ["training"]

ANSWERS: Mapping[type[Command], Callable[[Any, Learning], list[Event]]] = {
    ask.OpenTraining: open_,
    ask.ChangeTrainingPath: change_path,
    ask.SaveTrainingProgress: save,
    ask.CompleteModule: complete,
    ask.AcknowledgeHandbook: acknowledge,
    ask.NoteWorkshopMinutes: note_minutes,
    ask.NoteInduction: note_induction,
    ask.RemindOfTraining: remind,
    ask.MarkTrainingOverdue: mark_overdue,
}

BY_PARTICIPANTS = (ask.SaveTrainingProgress, ask.CompleteModule, ask.AcknowledgeHandbook)


def decide(command: Command, learning: Learning) -> list[Event]:
    if isinstance(command, BY_PARTICIPANTS) and not learning.role:
        only(command, learning)  # nobody assigned this training
    facts = ANSWERS[type(command)](command, learning)
    if not facts or isinstance(command, ask.RemindOfTraining | ask.MarkTrainingOverdue):
        return facts
    parts = completed_parts(command, reduce(evolve, facts, learning))
    return [*facts, *parts, *completion(command, reduce(evolve, [*facts, *parts], learning))]


training: Decider[Learning] = Decider(
    "training-{participant_id}",
    Learning(),
    decide,
    evolve,
    accepts=tuple(ANSWERS),
    keeps_programme=True,
)
