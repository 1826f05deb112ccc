"""The level of one source, by programme: what it is now, and which pairs looked it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands import RecordReadinessLevel, WatchLevel
from ..events import LevelWatched, ReadinessLevelChanged
from ..policies.asking import may_ask
from ..policies.plan import Plan

# A source is nobody's own, so that only the office speaks of it.
NOBODYS = Plan()


@dataclass(frozen=True)
class Readiness:
    """What one source says. Programmes share the source and nothing else."""

    levels: Mapping[str, str] = field(default_factory=dict)
    plans: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)


def decide(command: Command, readiness: Readiness) -> list[Event]:
    obey((may_ask,), command, NOBODYS)
    programme = command.asked.rules.programme if command.asked.rules else ""
    plans = readiness.plans.get(programme, ())
    match command:
        case WatchLevel() if command.relationship_id not in plans:
            return [LevelWatched.following(command, programme=programme)]
        case RecordReadinessLevel() if readiness.levels.get(programme) != command.level:
            at = command.asked.at
            return [
                ReadinessLevelChanged.following(command, programme=programme, plans=plans, since=at)
            ]
    return []


def evolve(readiness: Readiness, event: Event) -> Readiness:
    match event:
        case LevelWatched(programme=programme):
            known = (*readiness.plans.get(programme, ()), event.relationship_id)
            return replace(readiness, plans={**readiness.plans, programme: known})
        case ReadinessLevelChanged(programme=programme):
            return replace(readiness, levels={**readiness.levels, programme: event.level})
    return readiness


readiness: Decider[Readiness] = Decider(
    "readiness-{source}",
    Readiness(),
    decide,
    evolve,
    accepts=(RecordReadinessLevel, WatchLevel),
)
