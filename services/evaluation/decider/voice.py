"""One participant's voice: would they recommend it, and how did sessions feel."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import RecordNps, RecordPulse
from ..events import NpsRecorded, PulseRecorded
from ..policies.rules import voice_rules


@dataclass(frozen=True)
class Voice:
    """What they last said: the score, and by session the valence and the tags."""

    score: int | None = None
    pulses: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)


def decide(command: Command, voice: Voice) -> list[Event]:
    match command:
        case RecordNps(score=score):
            allowed = obey(voice_rules, command, voice)
            if score == voice.score:
                return []
            return [NpsRecorded.following(command, allowed_by=allowed)]
        case RecordPulse(session_id=session, valence=valence, tags=tags):
            if voice.pulses.get(session) == (valence, tags):
                return []
            return [PulseRecorded.following(command)]
    raise Refused.impossible(command, voice)


def evolve(voice: Voice, event: Event) -> Voice:
    match event:
        case NpsRecorded(score=score):
            return replace(voice, score=score)
        case PulseRecorded() as told:
            return replace(
                voice, pulses=voice.pulses | {told.session_id: (told.valence, told.tags)}
            )
        case _:
            return voice


voice: Decider[Voice] = Decider(
    "voice-{participant_id}", Voice(), decide, evolve, accepts=(RecordNps, RecordPulse)
)
