"""How one participant's training decides: facts first, then what they complete, each thing once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from typing import Any

from shared.deciding import Decider, obey
from shared.durations import day_of, later, midnight
from shared.messages import Command, Event

from ..commands import training as ask
from ..events import training as told
from ..policies.asking import only, policy_of, today
from ..policies.document import Document
from ..policies.trainings import (
    Attended,
    Learning,
    asked_items,
    asked_of,
    done_on,
    handbook_rules,
    module_named,
    progress_rules,
    satisfied,
    unusual,
)


def open_(command: ask.OpenTraining, learning: Learning) -> list[Event]:
    rules = policy_of(command)
    tree = asked_of(command.role, command.age_band, rules)
    if learning.role is not None or (tree is None and command.role == "mentor"):
        return []
    items = asked_items(tree, rules)
    assigned = told.TrainingAssigned.following(
        command,
        items=items,
        due_on=soonest(command, rules, [rules.training.known[one].due for one in items]),
        remind_at=soonest(
            command, rules, [rules.training.known[one].remind_after for one in items]
        ),
    )
    return [assigned]


def soonest(command: Command, rules: Document, lengths: list[str | None]) -> datetime | None:
    """The first local midnight of the days so much later; None where no item has such a day."""
    zone = rules.policy.time_zone
    ends = [later(command.asked.at, length, zone) for length in lengths if length]
    return min((midnight(day_of(end, zone), zone) for end in ends), default=None)


def change_path(command: ask.ChangeTrainingPath, learning: Learning) -> list[Event]:
    same = learning.role is None or learning.complete or learning.age_band == command.age_band
    return [] if same else [told.TrainingPathChanged.following(command)]


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


def remind(command: ask.RemindOfTraining, learning: Learning) -> list[Event]:
    if learning.reminded or learning.due_on is None or not timed_items_open(command, learning):
        return []
    return [told.TrainingDueSoon.following(command, due_on=learning.due_on)]


def mark_overdue(command: ask.MarkTrainingOverdue, learning: Learning) -> list[Event]:
    if learning.overdue or learning.due_on is None or not timed_items_open(command, learning):
        return []
    return [told.TrainingOverdue.following(command, due_on=learning.due_on)]


def timed_items_open(command: Command, learning: Learning) -> bool:
    rules = policy_of(command)
    asked = asked_items(asked_of(learning.role, learning.age_band, rules), rules)
    timed = [name for name in asked if rules.training.known[name].due]
    return not learning.complete and any(name not in learning.parts for name in timed)


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


def completed_parts(command: Command, learning: Learning) -> list[Event]:
    """The items that this request completed."""
    if learning.participant_id is None:
        return []
    days = {
        name: (item, done_on(name, item, learning))
        for name, item in policy_of(command).training.known.items()
        if item.kind != "path" and name not in learning.parts
    }
    return [
        told.TrainingPartCompleted(
            participant_id=learning.participant_id,
            item=name,
            completed_on=day,
            seconds_spent=(spent := sum(learning.seconds.get(one.id, 0) for one in item.modules)),
            unusual=unusual(item, spent),
            voluntary=item.kind == "skill_builder",
        )
        for name, (item, day) in days.items()
        if day is not None
    ]


def completion(command: Command, learning: Learning) -> list[Event]:
    """The one time when everything asked is done, on the latest of the days that count."""
    if learning.complete or not (learning.role and learning.participant_id and learning.person_id):
        return []
    rules = policy_of(command)
    by = satisfied(asked_of(learning.role, learning.age_band, rules), learning, rules)
    if by is None:
        return []
    known: dict[str, Any] = {
        "person_id": learning.person_id,
        "satisfied_by": by,
        "completed_on": max((learning.parts[one] for one in by), default=today(command)),
    }
    if learning.role == "mentor":
        return [told.MentorTrained(mentor_id=learning.participant_id, **known)]
    return [told.TrainingCompleted(participant_id=learning.participant_id, **known)]


def evolve(learning: Learning, event: Event) -> Learning:
    return replace(learning, **{**assigned(event), **facts(event, learning)})


def assigned(event: Event) -> dict[str, Any]:
    match event:
        case told.TrainingAssigned() as one:
            return {
                "participant_id": one.participant_id,
                "person_id": one.person_id,
                "role": one.role,
                "age_band": one.age_band,
                "due_on": one.due_on,
            }
        case told.TrainingPathChanged(age_band=band):
            return {"age_band": band}
        case told.TrainingDueSoon():
            return {"reminded": True}
        case told.TrainingOverdue():
            return {"overdue": True}
        case told.MentorTrained() | told.TrainingCompleted():
            return {"complete": True}
        case _:
            return {}


def facts(event: Event, learning: Learning) -> dict[str, Any]:
    match event:
        case told.TrainingProgressSaved(module=module, percent=percent, seconds_spent=seconds):
            return {
                "percent": {**learning.percent, module: percent},
                "seconds": {**learning.seconds, module: seconds},
            }
        case told.TrainingModuleCompleted(module=module, completed_on=day, seconds_spent=seconds):
            return done(learning, module, day, seconds)
        case told.TrainingPartCompleted(item=item, completed_on=day):
            return {"parts": {**learning.parts, item: day}}
        case _:
            return elsewhere(event, learning)


def elsewhere(event: Event, learning: Learning) -> dict[str, Any]:
    """What was done away from the modules."""
    match event:
        case told.WorkshopMinutesNoted() as one:
            visit = Attended(one.item, one.minutes, one.attended_on)
            return {"attended": {**learning.attended, one.workshop_id: visit}}
        case told.HandbookAcknowledged(item=item, acknowledged_on=day):
            return {"acknowledged": {**learning.acknowledged, item: day}}
        case told.InductionNoted(held_on=day):
            return {"inducted_on": day}
        case _:
            return {}


def done(learning: Learning, module: str, day: date, seconds: int) -> dict[str, Any]:
    return {
        "modules": {**learning.modules, module: day},
        "percent": {**learning.percent, module: 100},
        "seconds": {**learning.seconds, module: seconds},
    }


training: Decider[Learning] = Decider(
    "training-{participant_id}",
    Learning(),
    decide,
    evolve,
    accepts=tuple(ANSWERS),
    keeps_programme=True,
)
