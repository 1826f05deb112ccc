"""Every message of every service: written, read back both ways, and closed to all else."""

from contextlib import suppress

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.canonical import canonical
from shared.fields import ERASED, Erased
from shared.refusals import Invalid
from tests.contracts.examples import example_of
from tests.contracts.generated import messages
from tests.contracts.rooms import ROOMS

EVENTS = {kind.__name__: kind for room in ROOMS.values() for kind in room.records.values()}
COMMANDS = {
    f"{name}-{kind.__name__}": kind
    for name, room in ROOMS.items()
    for kind, _ in room.deciders_by_command.values()
}
SEALED = {name: kind for name, kind in EVENTS.items() if kind.personal}
FEW = settings(
    max_examples=5, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck]
)
ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none())


@pytest.mark.parametrize("name", EVENTS)
@FEW
@given(data=st.data())
def test_an_event_is_read_back_the_same_both_ways(name, data):
    event = data.draw(messages(EVENTS[name]))
    written = orjson.loads(canonical(event.dump()))
    assert EVENTS[name].revive(written) == EVENTS[name].load(written) == event


@pytest.mark.parametrize("name", COMMANDS)
@FEW
@given(data=st.data())
def test_a_command_is_read_back_the_same_both_ways(name, data):
    command = data.draw(messages(COMMANDS[name]))
    written = orjson.loads(canonical(command.dump()))
    assert COMMANDS[name].revive(written) == COMMANDS[name].load(written) == command


@pytest.mark.parametrize("name", COMMANDS)
@FEW
@given(data=st.data())
def test_whatever_stands_in_a_command_is_taken_or_invalid(name, data):
    kind = COMMANDS[name]
    plain = orjson.loads(orjson.dumps(example_of(kind).dump()))
    field = data.draw(st.sampled_from(sorted(plain) or ["more"]))
    with suppress(Invalid):
        canonical(kind.load({**plain, field: data.draw(ODD)}).dump())


@pytest.mark.parametrize("name", COMMANDS)
@FEW
@given(data=st.data())
def test_the_quick_way_of_reading_a_command_takes_what_the_schema_takes_and_as_it_does(name, data):
    kind = COMMANDS[name]
    plain = orjson.loads(orjson.dumps(example_of(kind).dump()))
    assert kind.plainly(plain) == kind.schema.load(plain)
    odd = {**plain, data.draw(st.sampled_from([*plain, "more"])): data.draw(ODD)}
    quick = kind.plainly(odd)
    assert quick is None or quick == kind.schema.load(odd)


@pytest.mark.parametrize("name", SEALED)
def test_an_event_whose_people_were_erased_is_read_back_and_can_be_written_on(name):
    kind = SEALED[name]
    written = orjson.loads(orjson.dumps(example_of(kind).dump()))
    event = kind.revive({**written, **dict.fromkeys(kind.personal, ERASED)})
    assert {getattr(event, one) for one in kind.personal} == {Erased()}
    assert {event.dump()[one]["$erased"] for one in kind.personal} == {1}
