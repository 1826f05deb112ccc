"""Streams that a whole programme shares: what one more entry costs where there are ten times more.

Deciding and folding alone, in processor time; the least of a few rounds, for whatever else the
machine does only adds.
"""

import time
from uuid import UUID

import pytest

from services.evaluation.commands import EnterStanding
from services.evaluation.decider import register
from services.profiles.commands.resources import AskLibrary
from services.profiles.commands.together import NoteReader
from services.profiles.decider.library import library
from services.profiles.decider.readership import readership
from services.safeguarding.commands import RouteCase
from services.safeguarding.decider import roster
from services.safeguarding.events import Errand
from services.sessions.commands import HostPlan
from services.sessions.decider import institution, plan
from shared.asked import Actor, Asked
from tests.contracts.programmes import MINORS, rules
from tests.matching.vocabulary import NOW
from tests.sessions.vocabulary import held, scheduled

FEW, MANY, MORE, ROUNDS, AIM = 1_000, 10_000, 100, 7, 1.5
MEETINGS = (50, 500)
NEEDED = {"topics": ["reading"], "required_topics": ["reading"]}
POLICY = rules(MINORS, support__resources=NEEDED)
ASKED = Asked(NOW, Actor("service", ""), POLICY, POLICY)
HERE = UUID(int=1)
IN = POLICY.programme


def standing(number):
    nothing = dict.fromkeys(("started_on", "ended_on", "pair_id", "pre_response", "end_response"))
    return EnterStanding(
        register_id=HERE,
        participant_id=UUID(int=number),
        relationship_id=UUID(int=number + 10**9),
        role="mentee",
        standing="no_end",
        **nothing,
    )


def routed(number):
    about = {"attempt": 1, "why": "case", "roles": ("lead",), "fallback": ()}
    return RouteCase(roster_id=HERE, errand=Errand(case_id=UUID(int=number), **about))


STREAMS = {
    "the register of a programme": (register, standing),
    "its library, of mentees": (
        library,
        lambda number: AskLibrary(programme=IN, mentee_id=UUID(int=number)),
    ),
    "its readership, of mentors": (
        readership,
        lambda number: NoteReader(programme=IN, mentor_id=UUID(int=number)),
    ),
    "a roster, of cases": (roster, routed),
    "an institution, of plans": (
        institution,
        lambda number: HostPlan(institution_id=HERE, relationship_id=UUID(int=number)),
    ),
}


def onward(decider, command, state, numbers):
    for number in numbers:
        events = decider.decide(command(number).by(ASKED), state)
        assert events
        for event in events:
            state = decider.evolve(state, event)
    return state


def least(step, state):
    """Microseconds an entry: the state is as it was in every round."""
    taken = []
    for _ in range(ROUNDS):
        used = time.process_time()
        step(state)
        taken.append(time.process_time() - used)
    return min(taken) / MORE * 1e6


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_of_a_programme(board, name):
    decider, command = STREAMS[name]

    def step(state):
        onward(decider, command, state, range(MANY, MANY + MORE))

    few = onward(decider, command, decider.initial, range(FEW))
    many = onward(decider, command, few, range(FEW, MANY))
    title = f"one more in {name}, after {MANY:,}"
    board.grows(title, least(step, many) / 1000, f"after {FEW:,}", least(step, few) / 1000, AIM)


def test_a_plan(board):
    def meet(state, numbers):
        for number in numbers:
            for event in (scheduled(number), held(number)):
                state = plan.evolve(state, event)
        return state

    few, many = (meet(plan.initial, range(upto)) for upto in MEETINGS)

    def step(state):
        meet(state, range(MEETINGS[1], MEETINGS[1] + MORE))

    title = f"one more session of a pair, after {MEETINGS[1]}"
    board.grows(
        title, least(step, many) / 1000, f"after {MEETINGS[0]}", least(step, few) / 1000, AIM
    )
