"""Which version of which policy decides: the one a thing began under, in its own programme."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import orjson
import pytest

from shared.answering import Request
from shared.asked import Actor
from shared.recording import Thread
from shared.rulebook import ProgrammePolicyPublished, rulebook_of
from tests.shared.house import nudge
from tests.shared.things.room import TouchThing
from tests.shared.things.room import thing as thing_decider

OLD, NEW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def publish(house, programme, version, since=OLD):
    house.desk.hear("elsewhere", published(programme, version, since))


def published(programme, version, since=OLD):
    data = ProgrammePolicyPublished(
        programme=programme,
        policy_version=version,
        effective_from=since,
        document={"version": version},
        sha256="00",
    )
    written = orjson.loads(orjson.dumps(data.dump()))
    return nudge("", None, type="ProgrammePolicyPublished", data=written)


@pytest.fixture
def programme():
    return f"p-{uuid4().hex[:8]}"


def ask(house, kind, programme, **data):
    return house.desk.submit({**house.message(kind, **data), "programme": programme})


def made_in(house, programme):
    thing = str(uuid4())
    ask(house, "MakeThing", programme, thing_id=thing, owner_id=str(uuid4()), label="x")
    return thing


def versions(house, thing):
    return [orjson.loads(row.meta).get("policyversion") for row in house.recorded(thing)]


def programmes(house, thing):
    return [orjson.loads(row.meta).get("programme") for row in house.recorded(thing)]


def test_what_is_in_flight_keeps_the_version_it_began_under(house, programme):
    publish(house, programme, 1)
    thing = made_in(house, programme)
    publish(house, programme, 2, NEW)
    ask(house, "TouchThing", programme, thing_id=thing, times=1)
    later = made_in(house, programme)
    assert versions(house, thing) == [1, 1]
    assert versions(house, later) == [2]


def circumstances(house, programme, begun):
    request = Request(None, uuid4(), AT, Actor("person", "1"), Thread("c", programme=programme))
    guide = house.desk.store.load("thing-none", None, rulebook_of(programme)).guide
    return house.desk.commands.books.circumstances(request, begun, guide, house.desk.store)


def test_the_rules_in_force_now_are_at_hand_beside_those_it_began_under(house, programme):
    publish(house, programme, 1)
    publish(house, programme, 2, NEW)
    asked = circumstances(house, programme, begun=1)
    assert (asked.rules.version, asked.rules_now.version) == (1, 2)


def test_a_version_of_another_programme_is_not_taken(house, programme):
    publish(house, programme, 1)
    publish(house, f"{programme}-other", 5)
    thing = made_in(house, programme)
    ask(house, "TouchThing", f"{programme}-other", thing_id=thing, times=1)
    assert versions(house, thing) == [1, 5]


@pytest.fixture
def keeping(house, monkeypatch):
    """Things keep the programme they were made in."""
    kept = (TouchThing, replace(thing_decider, keeps_programme=True))
    monkeypatch.setitem(house.room.deciders_by_command, "TouchThing", kept)


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("named", ["another", None])
def test_nobody_chooses_the_rules_of_what_keeps_its_programme(house, programme, named, together):
    publish(house, programme, 1)
    publish(house, f"{programme}-another", 5)
    thing = made_in(house, programme)
    wanted = named and f"{programme}-{named}"
    message = house.message("TouchThing", thing_id=thing, times=1) | {"programme": wanted}
    if together:
        house.desk.submit_many([[message]])
    else:
        house.desk.submit(message)
    assert versions(house, thing) == [1, 1]
    assert programmes(house, thing) == [programme] * 2


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("together", [False, True])
def test_what_began_in_a_programme_nobody_knows_keeps_no_rules(house, programme, together):
    publish(house, programme, 1)
    thing = made_in(house, f"{programme}-misspelt")
    message = house.message("TouchThing", thing_id=thing, times=1) | {"programme": programme}
    if together:
        house.desk.submit_many([[message]])
    else:
        house.desk.submit(message)
    assert versions(house, thing) == [None, 1]


def test_before_the_first_version_comes_into_force_the_first_holds(house, programme):
    publish(house, programme, 3, datetime(2027, 1, 1, tzinfo=UTC))
    assert circumstances(house, programme, begun=None).rules.version == 3


def test_a_version_heard_twice_is_adopted_once(house, programme):
    publish(house, programme, 1)
    publish(house, programme, 1)
    assert len(list(house.desk.store.read(rulebook_of(programme)))) == 1


def test_outside_any_programme_there_are_no_rules(house):
    assert versions(house, house.make()) == [None]
