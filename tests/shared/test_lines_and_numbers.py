"""One line and a few numbers for each message handled, and nothing of anybody in them."""

import io
import json
import logging
import re
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import structlog
from prometheus_client import REGISTRY

from shared import logs
from shared.inbox import NotYet
from shared.refusals import Invalid, Refused
from tests.shared.house import nudge


@pytest.fixture
def lines(house, monkeypatch):
    """Every line written since it was last asked, as objects."""
    paper = io.StringIO()

    def written():
        found = [json.loads(line) for line in paper.getvalue().splitlines()]
        paper.truncate(0)
        paper.seek(0)
        return found

    monkeypatch.setattr(sys, "stderr", paper)
    logs.set_up("debug", house.room.personal, service="things")
    yield written
    structlog.reset_defaults()
    libraries = logging.getLogger()
    for one in [one for one in libraries.handlers if isinstance(one, logs.Rewritten)]:
        libraries.removeHandler(one)
    for name in logs.QUIET:
        logging.getLogger(name).setLevel(logging.NOTSET)


def number(name, **labels):
    return REGISTRY.get_sample_value(f"mentoring_{name}", labels) or 0


@pytest.fixture
def growth():
    """How much a number grew since it was first looked at."""
    return lambda name, **labels: Growth(name, labels)


class Growth:
    def __init__(self, name, labels):
        self.name, self.labels = name, labels
        self.before = number(name, **labels)

    def __call__(self):
        return number(self.name, **self.labels) - self.before


def test_a_command_is_one_line(house, lines):
    thing, id_ = str(uuid4()), uuid4()
    message = house.message("MakeThing", id_, thing_id=thing, owner_id=str(uuid4()), label="Ada")
    house.desk.submit({**message, "correlation_id": "thread-1"})
    (line,) = lines()
    assert {**line, "took_ms": 0, "timestamp": ""} == {
        "event": "answered",
        "level": "info",
        "service": "things",
        "command": "MakeThing",
        "id": str(id_),
        "stream": f"thing-{thing}",
        "version": 0,
        "outcome": "recorded",
        "correlation_id": "thread-1",
        "took_ms": 0,
        "timestamp": "",
    }


def test_a_refusal_says_its_code_and_rule(house, lines):
    thing = house.make()
    lines()
    with pytest.raises(Refused):
        house.make(thing)
    (line,) = lines()
    assert (line["outcome"], line["code"]) == ("refused", "already-made")


def test_an_event_heard_is_one_line_with_its_thread(house, lines):
    thing = house.make()
    lines()
    for _ in range(2):
        house.desk.hear("elsewhere", nudge(thing, None, uuid4(), correlationid="thread-2"))
    for line in lines():
        assert (line["event"], line["heard"], line["exchange"]) == ("heard", "Nudged", "elsewhere")
        assert (line["outcome"], line["correlation_id"]) == ("done", "thread-2")


def test_the_thread_ends_with_the_message(house, lines):
    house.make()
    lines()
    structlog.get_logger().info("afterwards")
    (line,) = lines()
    assert "correlation_id" not in line


def crash(house):
    owner, label = str(uuid4()), "Crash Ada Lovelace"
    house.ask("MakeThing", thing_id=str(uuid4()), owner_id=owner, label=label)


def misspell(house):
    data = {"thing_id": "Ada Lovelace", "Ada Lovelace": 1, "times": "Ada"}
    house.ask("TouchThing", **data)


def mistake_the_type(house):
    house.ask("Ada Lovelace")


def put_a_name_for_an_id(house):
    message = house.message("TouchThing", thing_id=str(uuid4()), times=1)
    house.desk.submit({**message, "id": "Ada Lovelace", "correlation_id": "Ada Lovelace"})


def send_no_message(house):
    house.desk.submit("Ada Lovelace")


def hear_nonsense(house):
    told = nudge("Ada", None, id_="Ada Lovelace", correlationid="Ada Lovelace", actor="Ada:L")
    house.desk.hear("elsewhere", told)


def hear_something_else(house):
    house.desk.hear("elsewhere", nudge(uuid4(), None, type="Ada Lovelace"))


def wait_for_a_policy(house):
    house.desk.hear("elsewhere", nudge(uuid4(), None, programme="Ada"))


@pytest.mark.parametrize(
    ("happens", "outcome", "raised"),
    [
        (crash, "fault", ValueError),
        (misspell, "invalid", Invalid),
        (mistake_the_type, "invalid", Invalid),
        (put_a_name_for_an_id, "invalid", Invalid),
        (send_no_message, "invalid", Invalid),
        (hear_nonsense, "invalid", Invalid),
        (hear_something_else, "invalid", Invalid),
        (wait_for_a_policy, "not yet", NotYet),
    ],
)
def test_no_line_says_who_it_was_about(house, lines, happens, outcome, raised):
    with pytest.raises(raised):
        happens(house)
    (line,) = lines()
    assert line["outcome"] == outcome
    assert "Ada" not in json.dumps(line)
    assert "Lovelace" not in json.dumps(line)


def test_a_crash_says_where(house, lines):
    with pytest.raises(ValueError, match="Crash"):
        crash(house)
    (line,) = lines()
    assert (line["level"], line["fault"]) == ("error", "ValueError")
    assert "room.py" in line["where"][-1]


def test_a_tail_at_work_says_nobodys_name(house, lines):
    house.make()
    house.settle()
    said = lines()
    assert {one["event"] for one in said} >= {"followed"}
    assert "Ada" not in json.dumps(said)


def test_a_personal_field_is_masked_wherever_it_stands(lines):
    structlog.get_logger().info("odd", label="Ada", deep=[{"label": "Ada", "n": 1}])
    (line,) = lines()
    assert line["label"] == logs.MASK
    assert line["deep"] == [{"label": logs.MASK, "n": 1}]


def test_the_line_of_a_library_keeps_its_exception_to_itself(lines):
    error = ValueError("Ada Lovelace")
    logging.getLogger("somebody").error("failed: %s", error, exc_info=error)
    (line,) = lines()
    assert (line["logger"], line["fault"]) == ("somebody", "ValueError")
    assert "Ada" not in json.dumps(line)


def test_our_own_line_of_an_exception_says_where_and_not_what(lines):
    try:
        raise ValueError("Ada Lovelace")
    except ValueError:
        structlog.get_logger().warning("failed", exc_info=True)
    (line,) = lines()
    assert "test_lines_and_numbers.py" in line["where"][-1]
    assert "exc_info" not in line
    assert "Ada" not in json.dumps(line)


def test_commands_are_counted_by_type_and_outcome(house, growth):
    def counted(outcome, command="MakeThing"):
        return growth("commands_total", service="things", command=command, outcome=outcome)

    recorded, again, refused = counted("recorded"), counted("again"), counted("refused")
    invalid, unknown = counted("invalid"), counted("invalid", "unknown")
    code = growth("refusals_total", service="things", code="already-made")
    took = growth("command_seconds_count", service="things")
    thing, owner, id_ = str(uuid4()), str(uuid4()), uuid4()
    for _ in range(2):
        house.ask("MakeThing", id_, thing_id=thing, owner_id=owner, label="x")
    with pytest.raises(Refused):
        house.make(thing)
    with pytest.raises(Invalid):
        house.ask("MakeThing")
    with pytest.raises(Invalid):
        house.ask("MakeThong")
    counts = [one() for one in (recorded, again, refused, invalid, unknown, code, took)]
    assert counts == [1, 1, 1, 1, 1, 1, 5]


def test_what_is_heard_is_counted_by_exchange_and_outcome(house, growth):
    done = growth("heard_total", service="things", exchange="elsewhere", outcome="done")
    again = growth("heard_total", service="things", exchange="elsewhere", outcome="again")
    message = nudge(house.make(), None)
    for _ in range(3):
        house.desk.hear("elsewhere", message)
    assert (done(), again()) == (1, 2)


def test_the_tail_tells_how_far_it_has_come(house, growth):
    published = growth("published_total", service="things", exchange="things.events")
    house.settle()
    house.make()
    house.settle()
    assert number("log_head", service="things") == house.tail.head
    assert number("hand_lag", service="things", hand="relay") == 0
    assert number("relay_lag_seconds", service="things") == 0
    assert published() >= 2


def test_every_number_is_documented_and_no_other():
    page = Path("docs/references/metrics.md").read_text(encoding="utf-8")
    ours = {one.name for one in REGISTRY.collect() if one.name.startswith("mentoring_")}
    told = re.findall(r"^\| `(mentoring_\w+)` ", page, re.MULTILINE)
    assert sorted(name.removesuffix("_total") for name in told) == sorted(ours)


def test_conflicts_are_counted(house, growth, monkeypatch):
    thing, look = house.make(), house.desk.store.load
    others = [lambda: house.ask("TouchThing", thing_id=thing, times=1)]

    def load(*args):
        loaded = look(*args)
        if others:
            others.pop()()
        return loaded

    monkeypatch.setattr(house.desk.store, "load", load)
    conflicts = growth("conflicts_total", service="things")
    house.ask("TouchThing", thing_id=thing, times=1)
    assert conflicts() == 1
