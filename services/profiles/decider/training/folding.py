"""What each event adds to what is known of one participant's training."""

from dataclasses import replace
from datetime import date
from typing import Any

from shared.messages import Event

from ...events import training as told
from ...policies.trainings import Attended, Learning


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
