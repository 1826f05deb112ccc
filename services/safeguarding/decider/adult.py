"""How small worries about one adult add up (SG-11)."""

from uuid import UUID

from shared.deciding import Decider
from shared.messages import Event

from ..commands import RecordLowLevelConcern
from ..events import LowLevelConcernRecorded, PatternRaised
from ..policies.rules import policy_of

Worries = tuple[UUID, ...]


def decide(ask: RecordLowLevelConcern, worries: Worries) -> list[Event]:
    if ask.concern_id in worries:
        return []
    after, enough = (*worries, ask.concern_id), policy_of(ask).safeguarding.pattern_after
    told: list[Event] = [LowLevelConcernRecorded.following(ask)]
    if len(after) >= enough:
        rule = f"low_level_concerns>={enough}"
        told.append(PatternRaised(person_id=ask.person_id, rule=rule, concern_ids=after))
    return told


def evolve(worries: Worries, event: Event) -> Worries:
    match event:
        case LowLevelConcernRecorded(concern_id=new):
            return (*worries, new)
        case _:
            return worries


adult: Decider[Worries] = Decider(
    "adult-{person_id}", (), decide, evolve, accepts=(RecordLowLevelConcern,)
)
