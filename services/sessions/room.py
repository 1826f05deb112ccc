"""What sessions decides, hears, reacts to and shows."""

from shared.room import Room

from . import events
from .decider import deciders
from .policies.following import own
from .policies.hearing import from_matching, from_profiles
from .policies.timing import timers
from .projections import shows

room = Room(
    name="sessions",
    events=events,
    deciders=deciders,
    hears={"profiles": from_profiles, "matching": from_matching},
    reacts=own,
    timers=timers,
    shows=shows,
)
