"""kill -9 between the broker's confirm and the relay's checkpoint: said twice, one effect."""

import json
from uuid import uuid4

import pytest

from deploy.installation import Installation
from shared.assembling import desk_of, room_of, tail_of
from shared.rulebook import rulebook_of
from tests.system.rules import PROGRAMME, publishing

NOWHERE = "amqp://nobody:nothing@127.0.0.1:1/%2F"


class Struck(Exception):
    """As if the process had ended here."""


class Publisher:
    """Everything is confirmed; then, while `fatal`, the process that asked is no more."""

    def __init__(self):
        self.bus, self.fatal = [], True

    def publish_batch(self, messages):
        self.bus += [json.loads(one.body) for one in messages]
        if self.fatal:
            raise Struck

    def idle(self, seconds): ...


@pytest.fixture
def installation(postgres, tmp_path):
    one = Installation(tmp_path / "installation", f"r{uuid4().hex[:8]}_")
    return one.create(postgres.dsn(), NOWHERE, rehearsal=True)


@pytest.fixture
def speaker(installation):
    return desk_of(room_of("profiles"), installation.settings("profiles"))


@pytest.fixture
def listener(installation):
    return desk_of(room_of("matching"), installation.settings("matching"))


@pytest.fixture
def bus(installation, speaker):
    """What a relay said that was killed in the middle, and then started again."""
    speaker.set_clock("2026-01-12T16:00:00Z")
    speaker.submit(publishing())
    publisher = Publisher()
    with pytest.raises(Struck):
        settle(tail_of(speaker.room, installation.settings("profiles"), publisher))
    publisher.fatal = False
    settle(tail_of(speaker.room, installation.settings("profiles"), publisher))
    return publisher.bus


def settle(tail):
    while tail.step():
        pass


def test_the_event_is_said_twice_under_one_id_and_one_ordinal(bus):
    first, second = bus

    assert (first["id"], first["ordinal"]) == (second["id"], second["ordinal"])


def test_it_has_one_effect(bus, listener):
    assert [listener.hear("profiles", message) for message in bus] == [True, False]
    assert [row.type for row in listener.store.read(rulebook_of(PROGRAMME))] == ["PolicyAdopted"]


def test_nothing_counts_as_missing(bus, listener):
    for message in bus:
        listener.hear("profiles", message)

    assert listener.progress()["missing"] == 0
