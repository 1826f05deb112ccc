"""Many commands at once: each is answered, recorded and repeatable as if it had come alone."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from shared.refusals import Invalid, Refused
from shared.together import MOST, Together
from shared.turns import Apart


@pytest.fixture
def many(house):
    """Turns of (command, data), each command under an id that follows from its place."""

    def submit(*turns, ids=None, whole=False):
        ids = iter(ids or [uuid4() for turn in turns for _ in turn])
        messages = [
            [house.message(kind, next(ids), **data) for kind, data in turn] for turn in turns
        ]
        return house.desk.submit_many(messages, whole=whole)

    return submit


@pytest.fixture
def never_apart(house, monkeypatch):
    """Fail where turns would be asked for one by one."""
    monkeypatch.setattr(house.desk, "apart", lambda *_, **__: pytest.fail("asked one by one"))


def life(thing, times=2):
    """A thing is made and then touched."""
    made = ("MakeThing", {"thing_id": thing, "owner_id": str(uuid4()), "label": "Ada"})
    return [made, *[("TouchThing", {"thing_id": thing, "times": 1})] * times]


def ids():
    return [uuid4() for _ in range(3)]


@pytest.mark.usefixtures("never_apart")
def test_a_turn_is_decided_in_order_and_each_command_has_its_own_answer(house, many):
    thing, other = str(uuid4()), str(uuid4())
    first, second = many(life(thing), life(other, times=1))

    assert [one["recorded"] for one in first["result"]] == [
        ["ThingMade"],
        ["ThingTouched"],
        ["ThingTouched"],
    ]
    assert [one["version"] for one in first["result"]] == [0, 1, 2]
    rows = house.recorded(thing)
    assert [str(row.id) for row in rows] == [one["events"][0] for one in first["result"]]
    assert (first["error"], len(second["result"])) == (None, 2)


@pytest.mark.usefixtures("never_apart")
def test_the_log_is_the_same_as_if_each_had_come_alone(house, many):
    together, alone, owner = str(uuid4()), str(uuid4()), str(uuid4())
    for thing, ask in ((together, many), (alone, lambda turn: [ask_alone(house, turn)])):
        made = {"thing_id": thing, "owner_id": owner, "label": "Ada"}
        ask([("MakeThing", made), ("TouchThing", {"thing_id": thing, "times": 3})])

    def as_told(thing):
        return [house.desk.commands.recorder.open(row) for row in house.recorded(thing)]

    one, two = as_told(together), as_told(alone)
    assert [event.data.dump() | {"thing_id": ""} for event in one] == [
        event.data.dump() | {"thing_id": ""} for event in two
    ]
    assert [(event.version, event.actor, event.rules, event.subjects) for event in one] == [
        (event.version, event.actor, event.rules, event.subjects) for event in two
    ]


def ask_alone(house, turn):
    for kind, data in turn:
        house.ask(kind, **data)


@pytest.mark.usefixtures("never_apart")
def test_the_first_no_ends_a_turn_and_no_other(house, many):
    made, new = house.make(), str(uuid4())
    refused, sound = many([life(made)[0], ("LoseThing", {"thing_id": made})], life(new))

    assert (refused["result"], refused["error"]["exc_type"]) == ([], "Refused")
    assert refused["error"]["exc_args"][0] == "already-made"
    assert len(sound["result"]) == 3
    assert house.recorded(made, "ThingLost") == []


@pytest.mark.usefixtures("never_apart")
def test_a_refusal_among_many_is_recorded_once_and_given_again(house, many):
    made, id_ = house.make(), uuid4()
    told = [many([life(made)[0]], ids=[id_]) for _ in range(2)]

    assert told[0] == told[1]
    house.settle()
    left = [row for row in house.desk.store.log(types=["CommandRefused"]) if made in row.data]
    assert len(left) == 1
    with pytest.raises(Refused, match="one of these already"):
        house.ask(life(made)[0][0], id_, **life(made)[0][1])


@pytest.mark.usefixtures("never_apart")
def test_what_cannot_be_read_ends_its_turn_only(house, many):
    thing, other = str(uuid4()), str(uuid4())
    bad, good = many([*life(thing), ("TouchThing", {"times": 0})], life(other))

    assert (len(bad["result"]), bad["error"]["exc_type"]) == (3, "Invalid")
    assert set(bad["error"]["exc_args"][1]) == {"thing_id", "times"}
    assert (len(good["result"]), good["error"]) == (3, None)


@pytest.mark.usefixtures("never_apart")
def test_asked_twice_they_are_answered_the_same_and_recorded_once(house, many):
    thing, same = str(uuid4()), ids()
    told = [many(life(thing), ids=same) for _ in range(2)]

    assert told[0] == told[1]
    assert len(house.recorded(thing)) == 3


@pytest.mark.usefixtures("never_apart")
def test_what_was_begun_is_gone_on_with(house, many):
    """As after an interruption between two commands of a turn."""
    thing, same = str(uuid4()), ids()
    many(life(thing)[:1], ids=same)
    many(life(thing), ids=same)

    assert [row.type for row in house.recorded(thing)] == [
        "ThingMade",
        "ThingTouched",
        "ThingTouched",
    ]


def test_what_one_command_alone_recorded_is_known(house, many):
    thing, id_ = str(uuid4()), uuid4()
    alone = house.ask(life(thing)[0][0], id_, **life(thing)[0][1])

    assert many(life(thing)[:1], ids=[id_])[0]["result"] == [alone]


def test_a_decision_that_fails_harms_its_own_turn_only(house, many):
    bad, good = str(uuid4()), str(uuid4())
    crash = ("MakeThing", {"thing_id": bad, "owner_id": str(uuid4()), "label": "Crash it"})
    failed, sound = many([crash, life(bad)[1]], life(good))

    assert failed == {"result": [], "error": {"exc_type": "ValueError", "exc_args": []}}
    assert len(sound["result"]) == len(house.recorded(good)) == 3
    assert house.recorded(bad) == []


def test_another_writer_in_between_is_noticed_and_nothing_is_lost(house, many, monkeypatch):
    thing, store = house.make(), house.desk.store
    look = store.load_each

    def load_each(*asked):
        loaded = look(*asked)
        monkeypatch.undo()
        house.ask("TouchThing", thing_id=thing, times=1)
        return loaded

    monkeypatch.setattr(store, "load_each", load_each)
    (told,) = many([("TouchThing", {"thing_id": thing, "times": 1})])

    assert told["result"][0]["version"] == 2


def test_all_of_them_are_recorded_or_none(house, many, monkeypatch):
    thing, other = str(uuid4()), house.make()
    store = house.desk.store
    look = store.load_each

    def load_each(*asked):
        loaded = look(*asked)
        monkeypatch.undo()
        house.ask("TouchThing", thing_id=other, times=1)
        return loaded

    monkeypatch.setattr(store, "load_each", load_each)
    turns = [life(thing), [("TouchThing", {"thing_id": other, "times": 1})]]
    messages = [[house.message(kind, **data) for kind, data in turn] for turn in turns]
    with pytest.raises(Apart):
        Together(house.desk.commands).submit(messages)
    assert house.recorded(thing) == []


def test_many_callers_with_the_same_turns_record_them_once(house, many):
    things = [str(uuid4()) for _ in range(10)]
    turns, same = [life(thing) for thing in things], [uuid4() for _ in range(30)]
    orders = [list(range(10)), list(reversed(range(10)))] * 3

    def submit(order):
        mine = [same[3 * place + step] for place in order for step in range(3)]
        return many(*[turns[place] for place in order], ids=mine)

    with ThreadPoolExecutor(6) as crowd:
        told = list(crowd.map(submit, orders))

    assert [sorted(one["result"][0]["stream"] for one in turn) for turn in told] == [
        sorted(f"thing-{thing}" for thing in things)
    ] * 6
    assert [len(house.recorded(thing)) for thing in things] == [3] * 10


# ---- whole turns -------------------------------------------------------------------------------


def refused_late(house):
    """A turn whose last command is refused, and the thing it would have made."""
    new = str(uuid4())
    return [*life(new), life(house.make())[0]], new


def refusals(house, turn):
    """How often it is on record that the turn's last command was refused."""
    house.settle()
    thing = turn[-1][1]["thing_id"]
    return sum(thing in row.data for row in house.desk.store.log(types=["CommandRefused"]))


@pytest.mark.usefixtures("never_apart")
def test_a_no_leaves_nothing_of_a_whole_turn_but_its_own_record(house, many):
    turn, new = refused_late(house)
    other = str(uuid4())
    same = [uuid4() for _ in range(7)]
    for _ in range(2):
        no, sound = many(turn, life(other), ids=same, whole=True)
        assert (no["result"], no["error"]["exc_args"][0]) == ([], "already-made")
        assert (len(sound["result"]), len(house.recorded(other, "ThingMade"))) == (3, 1)
        assert house.recorded(new) == []
        assert refusals(house, turn) == 1


@pytest.mark.usefixtures("never_apart")
def test_what_cannot_be_read_leaves_nothing_of_a_whole_turn(house, many):
    new = str(uuid4())
    (bad,) = many([*life(new), ("TouchThing", {"times": 0})], whole=True)
    assert (bad["result"], bad["error"]["exc_type"]) == ([], "Invalid")
    assert house.recorded(new) == []


@pytest.mark.usefixtures("never_apart")
def test_what_others_did_to_the_same_thing_stays(house, many):
    """One turn makes a thing, the next touches it and is broken, the third touches it again."""
    thing, made = str(uuid4()), house.make()
    touch = ("TouchThing", {"thing_id": thing, "times": 1})
    first, broken, third = many(
        life(thing, times=1), [touch, touch, life(made)[0]], [touch], whole=True
    )
    assert [one["version"] for one in first["result"]] == [0, 1]
    assert broken["result"] == []
    assert [one["version"] for one in third["result"]] == [2]
    assert len(house.recorded(thing)) == 3


@pytest.mark.usefixtures("never_apart")
def test_a_command_of_a_broken_turn_may_be_asked_by_another_turn(house, many):
    turn, new = refused_late(house)
    same = [uuid4() for _ in range(4)]
    no, sound = many(turn, turn[:3], ids=[*same, *same[:3]], whole=True)
    assert (no["result"], len(sound["result"])) == ([], 3)
    assert len(house.recorded(new)) == 3


@pytest.mark.usefixtures("never_apart")
def test_what_an_earlier_turn_asked_stays_answered(house, many):
    turn, new = refused_late(house)
    same = [uuid4() for _ in range(4)]
    sound, no = many(turn[:3], turn, ids=[*same[:3], *same], whole=True)
    assert (len(sound["result"]), no["result"]) == (3, [])
    assert len(house.recorded(new)) == 3


def come_between(house, monkeypatch, thing, times):
    """Somebody else touches the thing while it is being decided about, so many times."""
    store, left = house.desk.store, [None] * times
    look = store.load_each

    def load_each(*asked):
        loaded = look(*asked)
        if left:
            left.pop()
            house.ask("TouchThing", thing_id=thing, times=1)
        return loaded

    monkeypatch.setattr(store, "load_each", load_each)


def test_a_whole_turn_is_whole_also_where_it_has_to_be_tried_alone(house, many, monkeypatch):
    made, (turn, new) = house.make(), refused_late(house)
    touch = ("TouchThing", {"thing_id": made, "times": 1})
    come_between(house, monkeypatch, made, times=3)
    no, sound = many([turn[0], touch, turn[-1]], [touch], whole=True)
    assert (no["result"], no["error"]["exc_args"][0]) == ([], "already-made")
    assert house.recorded(new) == []
    assert len(sound["result"]) == 1
    assert len(house.recorded(made, "ThingTouched")) == 4


@pytest.mark.usefixtures("never_apart")
def test_what_is_personal_is_sealed_also_among_many(house, many):
    thing = str(uuid4())
    many(life(thing, times=0))

    (row,) = house.recorded(thing)
    assert "Ada" not in row.data
    assert house.desk.commands.recorder.open(row).data.label == "Ada"


def test_there_is_a_limit(house):
    with pytest.raises(Invalid, match=str(MOST)):
        house.desk.submit_many([[{}] * (MOST + 1)])


def test_nothing_asked_is_nothing_answered(house):
    assert house.desk.submit_many([[], []]) == [{"result": [], "error": None}] * 2
