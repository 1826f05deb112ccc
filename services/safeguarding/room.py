"""The table of contents of safeguarding."""

from shared.room import Room

from . import events
from .decider import deciders
from .policies import from_matching, from_profiles, from_sessions, own, timers
from .projections import shows

room = Room(
    name="safeguarding",
    events=events,
    deciders=deciders,
    hears={"profiles": from_profiles, "matching": from_matching, "sessions": from_sessions},
    reacts=own,
    timers=timers,
    shows=shows,
    discreet=True,
)
