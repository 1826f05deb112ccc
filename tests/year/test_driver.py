"""What the driver makes of answers, and when it thinks that all is quiet."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from deploy.year.driver import Ask, Driver, Stuck
from deploy.year.quiet import unsettled
from shared.refusals import Invalid, Refused

QUIET = {
    "pending": 0,
    "head": 7,
    "hands": {"relay": 7},
    "said": {},
    "heard": {},
    "missing": 0,
    "listens": {},
    "next_due": None,
    "clock": "2026-01-05T10:00:00Z",
}


class Bus:
    """Answers in turn, whatever is asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), []

    def ask(self, *question: Any) -> str:
        self.asked.append(question)
        return ""

    def answer(self, _: str) -> Any:
        return self.answers.pop(0)

    answer_or_error = answer

    def call(self, *_: Any, **named: Any) -> Any:
        self.called = named
        return self.answers.pop(0)


def ask(refused: str | None = None, data: Any = None) -> Ask:
    at = datetime(2026, 1, 5, 10, tzinfo=UTC)
    return Ask("sessions", "Do", data or {}, "mentor:1", at, UUID(int=1), "p", refused)


def surprises(answer: Any, refused: str | None = None) -> list[str]:
    driver = Driver(Bus(answer))
    driver.together([ask(refused)])
    return driver.surprises


def test_a_refusal_that_was_foreseen_is_no_surprise() -> None:
    assert surprises(Refused("no-homes", "Nobody meets at a home."), "no-homes") == []


def test_a_refusal_by_another_rule_is_a_surprise() -> None:
    assert surprises(Refused("overlaps", "Another session."), "no-homes")


def test_a_refusal_nobody_foresaw_is_a_surprise() -> None:
    assert surprises(Refused("no-homes", "Nobody meets at a home."))


def test_a_refusal_that_did_not_come_is_a_surprise() -> None:
    assert surprises({"recorded": ["Done"]}, "no-homes")


def test_a_malformed_command_is_a_surprise_always() -> None:
    assert surprises(Invalid("Do", {"x": ["Missing."]}), "no-homes")


def test_what_people_look_up_first_is_looked_up_when_they_act() -> None:
    bus = Bus([{"kind": "a", "review_id": "1"}, {"kind": "b", "review_id": "2"}], {"recorded": []})
    look = {
        "found": {"in": "safeguarding.open_reviews", "with": {"kind": "b"}, "take": "review_id"}
    }
    Driver(bus).together([ask(data={"review_id": look})])
    assert bus.asked[0][2]["data"] == {"review_id": "2"}
    assert bus.called == {"actor": "mentor:1", "programme": "p"}


def test_looking_up_what_is_not_there_stops_the_run() -> None:
    look = {"found": {"in": "safeguarding.open_reviews", "with": {"kind": "b"}, "take": "id"}}
    with pytest.raises(Stuck, match="open_reviews"):
        Driver(Bus([])).together([ask(data={"id": look})])


def test_a_settled_system_is_quiet() -> None:
    assert unsettled([{**QUIET, "service": "a"}]) == []


@pytest.mark.parametrize(
    "busy",
    [
        {"pending": 1},
        {"hands": {"relay": 6}},
        {"hands": {}},
        {"missing": 1},
        {"next_due": "2026-01-05T10:00:00Z"},
    ],
)
def test_work_of_its_own_keeps_a_service_busy(busy: dict) -> None:
    (why,) = unsettled([{**QUIET, "service": "a", **busy}])
    assert why.startswith("a: ")


def test_what_was_said_and_not_heard_keeps_the_listener_busy() -> None:
    said = {**QUIET, "service": "a", "said": {"Met": 2}}
    heard = {"listens": {"hear_a": ["Met"]}, "heard": {"hear_a Met": 1}}
    (why,) = unsettled([said, {**QUIET, "service": "b", **heard}])
    assert why == "b: Met heard 1 of 2"
