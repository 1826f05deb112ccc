"""What is remembered of long streams saves reading, and never changes an answer."""

import gc
from uuid import uuid4

import pytest

from deploy.installation import Installation, bare
from shared.asked import Asked
from shared.assembling import desk_of
from shared.keyring import Keyring
from shared.recording import Thread
from shared.remembering import Memories, Memory, undisturbed
from shared.store import Append, reading
from tests.shared.things.room import room


@pytest.fixture
def desk(postgres, tmp_path):
    installation = Installation(tmp_path, prefix=f"r{uuid4().hex[:8]}_")
    known = {"rehearsal": True, "amqp_uri": "memory://", "server": bare(postgres.dsn())}
    installation.note("installation", known)
    installation.secret("master_key", "ab" * 32)
    installation.create_service(postgres.dsn(), "things", rehearsal=True)
    desk = desk_of(room, installation.settings("things"))
    desk.set_clock("2026-01-01T00:00:00Z")
    desk.commands.memories = Memories(worthwhile=2)
    return desk


def touch(desk, thing):
    message = {"type": "TouchThing", "data": {"thing_id": thing, "times": 1}, "id": str(uuid4())}
    return desk.submit({**message, "actor": "person:1"})["version"]


def touch_twice_and_fail(desk, thing):
    with desk.commands.transaction() as (_, inside):
        for _ in range(2):
            data = {"thing_id": thing, "times": 1}
            message = {"type": "TouchThing", "data": data, "id": str(uuid4())}
            inside.submit({**message, "actor": "person:1"})
        raise ZeroDivisionError


def made(desk):
    thing = str(uuid4())
    data = {"thing_id": thing, "owner_id": str(uuid4()), "label": "x"}
    desk.submit({"type": "MakeThing", "data": data, "id": str(uuid4()), "actor": "person:1"})
    return thing


def rows_read(desk, monkeypatch):
    read, load = [], desk.store.load

    def counting(*asked, **behind):
        loaded = load(*asked, **behind)
        read.append(len(loaded.events))
        return loaded

    monkeypatch.setattr(desk.store, "load", counting)
    return read


def test_a_long_stream_is_not_read_again_from_its_beginning(desk, monkeypatch):
    thing, read = made(desk), rows_read(desk, monkeypatch)
    assert [touch(desk, thing) for _ in range(6)] == [1, 2, 3, 4, 5, 6]
    assert read[-3:] == [1, 1, 1]


def test_a_stream_of_many_pages_is_folded_to_its_end(desk, monkeypatch):
    thing = made(desk)
    for _ in range(6):
        touch(desk, thing)
    desk.commands.memories = Memories()
    monkeypatch.setattr(reading, "PAGE", 2)
    read = rows_read(desk, monkeypatch)
    assert touch(desk, thing) == 7
    assert read == [2, 2, 2, 1]


def fail():
    with undisturbed():
        assert not gc.isenabled()
        raise ZeroDivisionError


def test_folding_is_not_disturbed_and_leaves_nothing_switched_off():
    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_the_keys_of_what_is_folded_are_looked_up_together(desk, monkeypatch):
    rows = [row for _ in range(3) for row in desk.store.read(f"thing-{made(desk)}")]
    vault = desk.commands.recorder.vault
    ring, asked = Keyring(vault.keyring.pool, vault.keyring.master), []
    run = ring.run
    monkeypatch.setattr(ring, "run", lambda *words: asked.append(words) or run(*words))
    monkeypatch.setattr(vault, "keyring", ring)
    assert [one.label for one in desk.commands.recorder.events(rows)] == ["x", "x", "x"]
    assert len(asked) == 1


def test_what_another_process_wrote_meanwhile_is_seen(desk):
    thing = made(desk)
    for _ in range(5):
        touch(desk, thing)
    other = desk.commands.recorder
    (last,) = list(desk.store.read(f"thing-{thing}"))[-1:]
    event = other.open(last)
    new = other.rows([event.data], last.stream, asked_as(event), thread_as(event))
    desk.store.append(Append(last.stream, new))
    assert touch(desk, thing) == 7


def test_a_state_that_was_rolled_back_is_not_remembered(desk):
    thing = made(desk)
    for _ in range(5):
        touch(desk, thing)
    before = desk.commands.memories.of(f"thing-{thing}")
    with pytest.raises(ZeroDivisionError):
        touch_twice_and_fail(desk, thing)
    assert desk.commands.memories.of(f"thing-{thing}").version <= before.version + 1
    assert touch(desk, thing) == 6


def test_only_so_many_are_kept_and_short_ones_not_at_all():
    memories = Memories(kept=2, worthwhile=10)
    for name, version in (("a-1", 9), ("b-1", 10), ("c-1", 11), ("d-1", 12)):
        memories.keep(name, Memory(version, "state"))
    assert [memories.of(name) is not None for name in ("a-1", "b-1", "c-1", "d-1")] == [
        False,
        False,
        True,
        True,
    ]


def test_an_older_state_does_not_replace_a_newer_one():
    memories = Memories(worthwhile=1)
    memories.keep("a-1", Memory(5, "new"))
    memories.keep("a-1", Memory(4, "old"))
    assert memories.of("a-1").state == "new"


def asked_as(event):
    return Asked(event.occurred_at, event.actor)


def thread_as(event):
    return Thread(event.correlation_id)
