"""The table of contents of evaluation, free of any framework."""

from shared.room import Room

from . import events
from .decider import deciders
from .policies.own import own
from .policies.reactions import from_matching, from_profiles, from_sessions
from .policies.timers import timers
from .projections import shows

room = Room(
    name="evaluation",
    events=events,
    deciders=deciders,
    hears={"profiles": from_profiles, "matching": from_matching, "sessions": from_sessions},
    reacts=own,
    timers=timers,
    shows=shows,
)
