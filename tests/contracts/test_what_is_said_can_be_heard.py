"""Producer says, consumer hears: nobody shares classes, so both sides are held together here."""

import typing

import orjson
import pytest

from shared.envelope import Envelope
from shared.fields import Indoors, Personal, mark_of
from shared.wire import cloud_event, public
from shared.wire import heard as opened
from tests.contracts.examples import example_of
from tests.contracts.rooms import NAMES, ROOMS, heard, said

HEARD = heard()
SAID = said()
RECORDED = [(name, kind) for name, room in ROOMS.items() for kind in room.records.values()]
FREE_TEXT = {"text", "name", "email", "phone", "narrative", "verbatim", "words", "note", "notes"}
NAMING = {"date_of_birth", "birth_date", "address", "biography", "introduction", "reason_code"}


@pytest.mark.parametrize(
    ("listener", "exchange", "kind"), HEARD, ids=[f"{a}-{k.__name__}" for a, _, k in HEARD]
)
def test_what_a_service_listens_to_is_said_and_understood(listener, exchange, kind):
    sayer = SAID.get((exchange, kind.__name__))
    assert sayer, f"{listener} hears {kind.__name__} on {exchange}; nobody says it"
    message = orjson.loads(
        orjson.dumps(cloud_event(Envelope.about(example_of(sayer), source=exchange), 1, None))
    )
    told = opened(message, {kind.__name__: kind})
    for name in kind.codecs:
        assert name in public(example_of(sayer)), f"{kind.__name__}.{name} never leaves {exchange}"
    assert told.data == kind.load(message["data"])


@pytest.mark.parametrize(("room", "kind"), RECORDED, ids=[f"{r}-{k.__name__}" for r, k in RECORDED])
def test_what_is_written_is_read_back_the_same_both_ways(room, kind):
    event = example_of(kind)
    data = orjson.loads(orjson.dumps(event.dump()))
    assert kind.revive(data) == kind.load(data) == event


@pytest.mark.parametrize(("room", "kind"), RECORDED, ids=[f"{r}-{k.__name__}" for r, k in RECORDED])
def test_every_older_version_has_a_way_up(room, kind):
    assert set(kind.upcasters) == set(range(1, kind.version))


@pytest.mark.parametrize("kind", SAID.values(), ids=[k.__name__ for k in SAID.values()])
def test_nothing_personal_or_free_is_published(kind):
    hints = typing.get_type_hints(kind, include_extras=True)
    marked = {
        one for one in kind.codecs if mark_of(hints[one], Personal) or mark_of(hints[one], Indoors)
    }
    leaving = set(public(example_of(kind)))
    assert not leaving & marked
    assert not leaving & (FREE_TEXT | NAMING)


def test_no_two_services_say_the_same_word():
    names = [name for _, name in SAID]
    assert len(names) == len(set(names))


def test_nobody_of_ours_listens_where_disclosures_are_said():
    assert [listener for listener, exchange, _ in HEARD if exchange == "safeguarding"] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_service_adopts_published_policies(name):
    room = ROOMS[name]
    ears = room.reacts if name == "profiles" else room.hears["profiles"]
    assert "ProgrammePolicyPublished" in ears.types


@pytest.mark.parametrize("name", NAMES)
def test_what_follows_from_events_cannot_be_sent_by_a_client(name):
    """Whatever a reaction or timer asks is a Consequence, or is something that people ask too."""
    room = ROOMS[name]
    asked = {command for command, _ in room.deciders_by_command.values()}
    assert asked, name
    noted = {one.__name__ for one in asked if one.__name__.startswith("Note")}
    assert not noted & room.asked_by_anybody - {"NoteStrength"}
