"""One participation over time: what is told of it, and the pairs and standings that follow."""

from functools import reduce

from shared.deciding import Decider
from shared.messages import Command, Event

from ...commands import (
    BindRelationship,
    CountSession,
    EnrolParticipant,
    NoteBeginning,
    NoteEnding,
    NoteResponse,
)
from .following import broken, newly_paired, standings
from .participation import NOBODY, Participation, evolve
from .telling import told


def decide(command: Command, participation: Participation) -> list[Event]:
    """What the command tells, and then whatever that makes or breaks."""
    events = told(command, participation)
    for follow in (broken, newly_paired, standings):
        events += follow(reduce(evolve, events, participation), command.asked)
    return events


pairing: Decider[Participation] = Decider(
    "pairing-{participant_id}",
    NOBODY,
    decide,
    evolve,
    accepts=(
        EnrolParticipant,
        NoteResponse,
        BindRelationship,
        NoteBeginning,
        CountSession,
        NoteEnding,
    ),
    keeps_programme=True,
)

__all__ = ["Participation", "pairing"]
