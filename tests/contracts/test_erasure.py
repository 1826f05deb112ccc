"""When somebody's key was destroyed, what was recorded of them is still read and followed."""

from contextlib import closing, contextmanager, suppress
from functools import cache
from uuid import uuid4

import psycopg2
import pytest

from shared.asked import Actor, Asked
from shared.fields import Erased
from shared.inbox import follow
from shared.recording import Thread
from shared.store import Append
from tests.contracts.examples import example_of
from tests.contracts.generated import NOON
from tests.contracts.rooms import ROOMS
from tests.shared.house import House

PERSONAL = [
    (name, kind.__name__)
    for name, room in ROOMS.items()
    for kind in room.records.values()
    if kind.personal
]
DESTROY = "UPDATE keyring.subject_key SET wrapped_key = NULL, destroyed_at = now()"


class Over(Exception):
    """Ends a transaction of which nothing shall remain."""


@pytest.fixture(scope="module")
def house_of(postgres, tmp_path_factory):
    """One house a room, its read models made."""

    @cache
    def open_house(name):
        house = House(postgres, tmp_path_factory.mktemp(name), ROOMS[name])
        house.settle()
        house.hand("views").stands()
        return house

    return open_house


def forgotten(postgres, house, kind):
    """One such event as it is read after the keys of everybody in it were destroyed."""
    commands = house.desk.commands
    recorder, stream = commands.recorder, f"forgotten-{uuid4()}"
    asked, thread = Asked(NOON, Actor("operator", "1")), Thread("c-1")
    commands.store.append(Append(stream, recorder.rows([example_of(kind)], stream, asked, thread)))
    keys = f"{house.installation.prefix}{house.room.name}_keys"
    with closing(psycopg2.connect(postgres.dsn(keys))) as lent, lent, lent.cursor() as cursor:
        cursor.execute(DESTROY)
    for cached in (recorder.vault.keyring.known, recorder.vault.keyring.by_subject):
        cached.clear()
    (row,) = commands.store.read(stream)
    return recorder.open(row)


@contextmanager
def in_vain(transaction):
    """The same transaction, taken back at the end."""
    with suppress(Over), transaction as lent:
        yield lent
        raise Over


@pytest.mark.parametrize(("name", "kind"), PERSONAL, ids=[kind for _, kind in PERSONAL])
def test_what_was_recorded_of_somebody_erased_is_read_followed_and_shown(
    name, kind, house_of, postgres
):
    house = house_of(name)
    told = forgotten(postgres, house, house.room.records[kind])
    assert {getattr(told.data, field) for field in told.data.personal} == {Erased()}
    for one in house.hand("views").each:
        with in_vain(one.among_views()) as cursor:
            one.show(cursor, [told])
    timers = house.hand("timers")
    with in_vain(timers.commands.transaction()) as (cursor, commands):
        timers.set(cursor, [told])
        follow(commands, told, house.room.reacts.to(told), "own")
