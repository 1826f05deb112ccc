"""The table of contents of profiles."""

from shared.room import Room

from . import events
from .decider import deciders
from .policies.reactions import from_evaluation, from_matching, own
from .policies.timers import timers
from .projections import shows

room = Room(
    name="profiles",
    events=events,
    deciders=deciders,
    hears={"evaluation": from_evaluation, "matching": from_matching},
    reacts=own,
    timers=timers,
    shows=shows,
)
