"""What is completed by what was learnt: items one by one, and then the whole of it, once."""

from typing import Any

from shared.messages import Command, Event

from ...events import training as told
from ...policies.asking import policy_of, today
from ...policies.trainings import Learning, asked_of, done_on, satisfied, unusual


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
