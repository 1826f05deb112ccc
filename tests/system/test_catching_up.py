"""What a listener asks for again, and when: the looks of a repair, one by one."""

from contextlib import closing
from uuid import uuid4

import pytest

from deploy.installation import Installation, bare
from shared.assembling import desk_of
from shared.catching_up import Repair, catch_up
from shared.connecting import connect
from tests.shared.things.room import room

KIND = "Nudged"


class Elsewhere:
    """A producer that has said so much of one type, and notes what it is asked for."""

    def __init__(self, thing, count):
        self.messages = [nudge(thing, ordinal) for ordinal in range(1, count + 1)]
        self.asked = []

    def said(self, source):
        return {KIND: len(self.messages)} if source == "elsewhere" else {}

    def fetch(self, source, kind, after, limit):
        if (source, kind) != ("elsewhere", KIND):
            return []
        self.asked.append((after, limit))
        return self.messages[after : after + limit]


def nudge(thing, ordinal):
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/elsewhere",
        "type": KIND,
        "time": "2026-01-01T00:00:00Z",
        "ordinal": ordinal,
        "logposition": ordinal * 10,
        "data": {"thing_id": thing},
    }


@pytest.fixture(scope="module")
def working(postgres, tmp_path_factory):
    """The room of things, and a superuser's way to its database."""
    installation = Installation(tmp_path_factory.mktemp("gaps"), prefix=f"g{uuid4().hex[:8]}_")
    server = {"rehearsal": True, "amqp_uri": "memory://", "server": bare(postgres.dsn())}
    installation.note("installation", server)
    installation.secret("master_key", "ab" * 32)
    installation.create_service(postgres.dsn(), "things", rehearsal=True)
    one = desk_of(room, installation.settings("things"))
    one.set_clock("2026-01-01T00:00:00Z")
    yield one, postgres.dsn(f"{installation.prefix}things")
    one.pool.close()


@pytest.fixture
def desk(working):
    """One that has heard nothing yet."""
    one, superuser = working
    with closing(connect(superuser)) as lent, lent.cursor() as cursor:
        cursor.execute("TRUNCATE es.inbox, es.hearing, es.missing")
    return one


@pytest.fixture
def thing(desk):
    id_ = str(uuid4())
    data = {"thing_id": id_, "label": "lamp", "owner_id": str(uuid4())}
    desk.submit({"type": "MakeThing", "data": data, "id": str(uuid4()), "actor": "person:1"})
    return id_


@pytest.fixture
def elsewhere(thing):
    return Elsewhere(thing, 5)


@pytest.fixture
def repair(desk, elsewhere):
    return Repair(desk, elsewhere.said, elsewhere.fetch)


def hear(desk, elsewhere, *ordinals):
    for one in ordinals:
        desk.hear("elsewhere", elsewhere.messages[one - 1])


def test_what_was_passed_over_is_asked_for_at_the_first_look(desk, elsewhere, repair):
    hear(desk, elsewhere, 1, 5)

    assert repair.look() == 3
    assert elsewhere.asked == [(1, 3)]
    assert desk.progress()["missing"] == 0


def test_what_may_be_on_its_way_is_left_alone_at_the_first_look(desk, elsewhere, repair):
    hear(desk, elsewhere, 1, 2)

    assert repair.look() == 0
    assert elsewhere.asked == []


def test_what_has_not_come_by_the_second_look_is_asked_for(desk, elsewhere, repair):
    hear(desk, elsewhere, 1, 2)
    repair.look()

    assert repair.look() == 3
    assert desk.progress()["heard"][f"hear_elsewhere {KIND}"] == 5


def test_an_ear_that_is_still_hearing_is_left_alone(desk, elsewhere, repair):
    hear(desk, elsewhere, 1)
    repair.look()
    hear(desk, elsewhere, 2)

    assert repair.look() == 0
    assert elsewhere.asked == []


def test_what_was_said_since_the_last_look_has_time_until_the_next(desk, elsewhere, repair, thing):
    repair.look()
    elsewhere.messages.append(nudge(thing, 6))

    assert repair.look() == 5
    assert repair.look() == 1


def test_one_that_cannot_be_heard_keeps_nobody_from_hearing_the_others(desk, elsewhere, repair):
    elsewhere.messages[1]["data"] = {"thing_id": "none"}
    hear(desk, elsewhere, 1, 5)

    assert repair.look() == 2
    assert desk.progress()["missing"] == 1


def test_what_comes_after_the_marks_is_all_heard_when_a_node_starts(desk, elsewhere):
    hear(desk, elsewhere, 1, 3)

    assert catch_up(desk, elsewhere.fetch) == 3
    assert desk.progress()["missing"] == 0


def test_all_is_heard_in_the_order_in_which_it_was_said(desk, elsewhere, repair, monkeypatch):
    order = []
    monkeypatch.setattr(desk, "hear", lambda _, message: order.append(message["ordinal"]) or True)
    elsewhere.messages[1]["logposition"] = 55
    repair.look()
    repair.look()

    assert order == [1, 3, 4, 5, 2]
