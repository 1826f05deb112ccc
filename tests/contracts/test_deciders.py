"""Whatever anybody asks of anything in any state: an answer or a refusal, and nothing else."""

from copy import deepcopy
from functools import cache

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shared.canonical import canonical
from shared.fields import ERASED
from shared.recording import subjects
from shared.refusals import Refused
from shared.rulebook import rulebook
from tests.contracts.generated import CIRCUMSTANCES, SUBJECT, messages
from tests.contracts.rooms import ROOMS

DECIDERS = [
    (f"{name}-{decider.category}", decider)
    for name, room in ROOMS.items()
    for decider in room.deciders
] + [("everybody-rulebook", rulebook)]
FEW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a life takes minutes to shrink
    suppress_health_check=[*HealthCheck],
)


ROOM_OF = {f"{name}-{one.category}": room for name, room in ROOMS.items() for one in room.deciders}


def personal(decider):
    """Whether people's data may be in its history: its room records some."""
    return any(one is decider and ROOM_OF[name].personal for name, one in DECIDERS[:-1])


def subject_of(decider):
    """The field that the stream is named by: always the same, so that all is about one thing."""
    return decider.stream.partition("{")[2].rstrip("}")


@cache
def commands(category):
    """Strategies are dear to make, so each is made once."""
    decider = dict(DECIDERS)[category]
    fixed = {subject_of(decider): st.just(SUBJECT)}
    return st.one_of(
        messages(kind, **{name: one for name, one in fixed.items() if fits(kind, name)})
        for kind in decider.accepts
    )


def fits(kind, name):
    return name in kind.codecs and kind.schema.fields[name].__class__.__name__ == "UUID"


def stored(event, *, erased):
    """The event as it comes back from the log, perhaps after its people's keys were destroyed."""
    data = orjson.loads(canonical(event.dump()))
    if erased:
        data |= {name: ERASED for name in event.personal if data[name] is not None}
    return type(event).revive(data)


def live(data, category, *, erased):
    """A random life of one thing."""
    decider = dict(DECIDERS)[category]
    state, asks = decider.initial, commands(category)
    for ask, asked in data.draw(st.lists(st.tuples(asks, CIRCUMSTANCES), min_size=9, max_size=25)):
        command = ask.by(asked)
        before = deepcopy(state)
        try:
            events = decider.decide(command, state)
        except Refused:
            continue
        assert state == before, "deciding changed the state in place"
        for event in events:
            assert erased or stored(event, erased=False) == event
            subjects(event)
            state = decider.evolve(state, stored(event, erased=erased))


@pytest.mark.parametrize("decider", [name for name, _ in DECIDERS])
@FEW
@given(data=st.data())
def test_a_decider_answers_or_refuses_whatever_is_asked(decider, data):
    live(data, decider, erased=False)


@pytest.mark.parametrize("decider", [name for name, one in DECIDERS if personal(one)])
@FEW
@given(data=st.data())
def test_a_decider_goes_on_when_the_people_in_its_history_were_erased(decider, data):
    live(data, decider, erased=True)
