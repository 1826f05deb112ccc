"""Matching's table of contents: what it decides, hears, reacts to and shows."""

from shared.room import Room

from . import events
from .decider import deciders
from .policies import from_administration, from_profiles, from_sessions, own, timers
from .projections import (
    asked_mentors,
    listed_mentors,
    proposals,
    relationships,
    requests,
    seekers,
    waiting_pool,
)

room = Room(
    name="matching",
    events=events,
    deciders=deciders,
    hears={
        "profiles": from_profiles,
        "sessions": from_sessions,
        "administration": from_administration,
    },
    sources={"administration": "safeguarding"},
    reacts=own,
    timers=timers,
    shows=(
        waiting_pool,
        proposals,
        relationships,
        requests,
        asked_mentors,
        listed_mentors,
        seekers,
    ),
)
