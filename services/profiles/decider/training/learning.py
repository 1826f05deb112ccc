"""What was learnt, each thing once: modules, a handbook, a workshop, an induction."""

from shared.deciding import obey
from shared.messages import Event

from ...commands import training as ask
from ...events import training as told
from ...policies.asking import policy_of, today
from ...policies.trainings import (
    Attended,
    Learning,
    handbook_rules,
    module_named,
    progress_rules,
)


def save(command: ask.SaveTrainingProgress, learning: Learning) -> list[Event]:
    allowed = obey(progress_rules, command, learning)
    further = command.percent > learning.percent.get(command.module, -1)
    if command.module in learning.modules or not further:
        return []
    return [told.TrainingProgressSaved.following(command, allowed_by=allowed)]


def complete(command: ask.CompleteModule, learning: Learning) -> list[Event]:
    allowed = obey(progress_rules, command, learning)
    if command.module in learning.modules:
        return []
    module = module_named(command.module, policy_of(command))
    completed = told.TrainingModuleCompleted.following(
        command,
        level=module.level if module else 1,
        seconds_spent=max(command.seconds_spent, learning.seconds.get(command.module, 0)),
        completed_on=today(command),
        allowed_by=allowed,
    )
    return [completed]


def acknowledge(command: ask.AcknowledgeHandbook, learning: Learning) -> list[Event]:
    allowed = obey(handbook_rules, command, learning)
    if command.item in learning.acknowledged:
        return []
    item = policy_of(command).training.known[command.item]
    acknowledged = told.HandbookAcknowledged.following(
        command,
        acknowledged_on=today(command),
        self_certified=item.self_certified,
        allowed_by=allowed,
    )
    return [acknowledged]


def note_minutes(command: ask.NoteWorkshopMinutes, learning: Learning) -> list[Event]:
    visit = Attended(command.item, command.minutes, command.attended_on)
    same = learning.attended.get(command.workshop_id) == visit
    return [] if same else [told.WorkshopMinutesNoted.following(command)]


def note_induction(command: ask.NoteInduction, learning: Learning) -> list[Event]:
    return [] if learning.inducted_on else [told.InductionNoted.following(command)]
