"""A read model is built anew beside the living one, compared with it, and takes its place."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import psycopg2
import pytest

from deploy.cli.ops import app
from deploy.installation import Installation, bare, superuser
from shared.assembling import desk_of, tail_of
from shared.connecting import Pool
from shared.rebuilding import Rebuilding
from shared.store import Store
from tests.shared.things.room import room, touches


class Silence:
    def publish_batch(self, messages):
        deque(messages, maxlen=0)

    def idle(self, seconds): ...


class House:
    """The room of things on a database of its own."""

    def __init__(self, postgres, home):
        self.postgres = postgres
        self.installation = Installation(home, prefix=f"r{uuid4().hex[:8]}_")
        server = {"rehearsal": True, "amqp_uri": "memory://", "server": bare(postgres.dsn())}
        self.installation.note("installation", server)
        self.installation.secret("master_key", "ab" * 32)
        self.installation.create_service(postgres.dsn(), "things", rehearsal=True)
        self.desk = desk_of(room, self.installation.settings("things"))
        self.tail = self.new_tail()
        self.desk.set_clock("2026-01-01T00:00:00Z")
        self.pool = Pool(self.installation.settings("things").tail_dsn, size=4)

    def new_tail(self):
        return tail_of(room, self.installation.settings("things"), Silence())

    def ask(self, kind, **data):
        message = {"type": kind, "data": data, "id": str(uuid4()), "actor": "person:1"}
        self.desk.submit(message)

    def touch(self, times):
        thing = str(uuid4())
        for _ in range(times):
            self.ask("TouchThing", thing_id=thing, times=1)
        return thing

    def settle(self):
        while self.tail.step():
            pass

    def rows(self):
        return self.desk.rows("SELECT * FROM touches ORDER BY thing_id")

    def spoil(self, statement):
        with superuser(self.postgres.dsn(), f"{self.installation.prefix}things") as lent:
            lent.autocommit = True
            with lent.cursor() as cursor:
                cursor.execute(statement)

    def rebuilding(self, told=lambda *_: None):
        return Rebuilding(Store(self.pool), self.desk.commands.recorder, touches, told)


@pytest.fixture
def house(postgres, tmp_path):
    one = House(postgres, tmp_path)
    for times in (1, 2, 3):
        one.touch(times)
    one.settle()
    yield one
    one.pool.close()
    one.desk.pool.close()


def test_a_sound_read_model_is_the_same_afterwards(house):
    before = house.rows()

    rebuilt = house.rebuilding().run()

    assert house.rows() == before
    assert rebuilt.differing == ()
    assert rebuilt.before == rebuilt.after
    assert rebuilt.after["touches"].rows == 3
    assert rebuilt.position == house.desk.progress()["head"]


def test_a_spoilt_read_model_is_put_right_and_named(house):
    right = house.rows()
    house.spoil("UPDATE view.touches SET times = 99 WHERE times = 2")

    rebuilt = house.rebuilding().run()

    assert rebuilt.differing == ("touches",)
    assert house.rows() == right


def test_a_read_model_that_was_lost_comes_back(house):
    right = house.rows()
    house.spoil("DROP TABLE view.touches")

    rebuilt = house.rebuilding().run()

    assert rebuilt.before == {}
    assert house.rows() == right


def test_the_living_one_goes_on_from_where_it_was(house):
    house.touch(4)
    house.rebuilding().run()
    house.touch(5)
    house.settle()

    assert sorted(row["times"] for row in house.rows()) == [1, 2, 3, 4, 5]


def test_a_tail_started_afterwards_takes_it_as_its_own(house):
    house.rebuilding().run()
    house.tail = house.new_tail()
    house.touch(6)
    house.settle()

    assert sorted(row["times"] for row in house.rows()) == [1, 2, 3, 6]


def whole(house):
    """Whether the read model holds every touch of the log exactly once."""
    touched = sum(1 for _ in house.desk.store.log(types=["ThingTouched"]))
    return sum(row["times"] for row in house.rows()) == touched


def test_what_is_recorded_during_the_replay_is_neither_lost_nor_doubled(house):
    once = iter([True])

    def meanwhile(*_):
        if next(once, False):
            house.touch(1)
            house.settle()

    rebuilt = house.rebuilding(meanwhile).run()

    assert rebuilt.differing == ()
    assert whole(house)


def test_a_tail_at_work_goes_on_through_rebuild_after_rebuild(house):
    over = Event()

    def follow():
        while not over.is_set():
            house.tail.step()

    with ThreadPoolExecutor() as pool:
        tail = pool.submit(follow)
        try:
            for _ in range(5):
                house.touch(3)
                house.rebuilding().run()
        finally:
            over.set()
        tail.result()
    house.settle()

    assert whole(house)


def test_the_service_can_read_it_and_nothing_is_left_in_the_workshop(house):
    house.rebuilding().run()

    assert house.desk.value("SELECT count(*) FROM touches") == 3
    assert set(house.desk.progress()["hands"]) & {"shadow:touches"} == set()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        house.desk.rows("SELECT * FROM shadow.touches")


def test_a_rebuild_that_was_cut_short_begins_anew(house):
    def cut(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.rebuilding(cut).run()

    assert house.rebuilding().run().differing == ()


# ---- the verb -------------------------------------------------------------------------------


def test_the_verb_compares_and_tells(town, console):
    town.person()

    told = console(app, town.home, "rebuild", "profiles", "mentor")

    assert (told.code, told.problems) == (0, [])
    assert told.data["before"] == told.data["after"]


def test_an_unknown_read_model_is_answered_with_those_there_are(town, console):
    told = console(app, town.home, "rebuild", "profiles", "hats")

    assert told.code == 2
    assert "mentor" in told.problems[0]["advice"]
