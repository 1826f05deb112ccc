"""What a message may carry, and what is stopped at the door."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.canonical import canonical
from shared.fields import Erased, Indoors, Personal
from shared.messages import Command, Event, Value
from shared.refusals import Invalid

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


class Inner(Value):
    number: int


class Everything(Command):
    text: str
    number: int
    part: float
    yes: bool
    id: UUID
    at: datetime
    on: date
    inner: Inner
    document: dict[str, Any]
    row: tuple[Inner, ...]
    loose: Any
    maybe: int | None = None


PLAIN = {
    "text": "t",
    "number": 1,
    "part": 0.5,
    "yes": True,
    "id": str(UUID(int=1)),
    "at": "2026-01-05T12:00:00+02:00",
    "on": "2026-01-05",
    "inner": {"number": 1},
    "document": {"a": [1, None]},
    "row": [{"number": 2}],
    "loose": "x",
}


@given(JSON)
def test_whatever_comes_in_is_a_message_or_invalid(anything):
    with pytest.raises(Invalid):
        Everything.load(anything)


@given(st.sampled_from(sorted(PLAIN)), JSON)
def test_whatever_stands_in_a_field_is_taken_or_named(name, anything):
    try:
        message = Everything.load({**PLAIN, name: anything})
    except Invalid as error:
        wrong = {problem.split(".")[0] for problem in error.problems}
    else:
        wrong = {name}
        assert Everything.revive(message.dump()) == message
        assert canonical(message.dump())
    assert wrong == {name}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "nul\0"),
        ("text", "half \ud800"),
        ("number", 2**31),
        ("number", True),
        ("number", 5.0),
        ("part", float("nan")),
        ("part", float("inf")),
        ("at", "2026-01-05T12:00:00"),
        ("at", "0001-01-01T00:00:00+14:00"),
        ("on", "9999-12-31"),
        ("document", {"deep": {"\ud800": 1}}),
        ("document", {"big": 2**53}),
        ("document", {"big": 1e16}),
        ("document", {"no": float("nan")}),
        ("loose", ["\0"]),
        ("id", "no"),
        ("inner", {"number": "1"}),
        ("row", {"number": 1}),
    ],
)
def test_what_log_or_read_models_could_not_hold_is_stopped_at_the_door(name, value):
    with pytest.raises(Invalid) as invalid:
        Everything.load({**PLAIN, name: value})
    assert {problem.split(".")[0] for problem in invalid.value.problems} == {name}


def test_an_instant_arrives_in_utc():
    at = Everything.load(PLAIN).at
    assert at == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert at.tzinfo == UTC


def test_an_error_never_repeats_the_value():
    with pytest.raises(Invalid) as invalid:
        Everything.load({**PLAIN, "on": "Ada Lovelace", "number": "Ada"})
    assert "Ada" not in str(invalid.value)


def test_a_field_of_one_of_two_kinds_cannot_be_declared():
    with pytest.raises(TypeError, match="one of several kinds"):

        class Either(Event):
            value: int | str


def test_a_field_that_a_message_says_of_itself_cannot_be_declared():
    with pytest.raises(TypeError, match="version"):

        class Versioned(Event):
            version: int


def test_a_personal_field_needs_a_person():
    with pytest.raises(TypeError, match="no field"):

        class Nameless(Event):
            name: Annotated[str, Personal(of="person_id")]


@pytest.mark.parametrize(
    "hint",
    [
        Annotated[str, Personal(of="person_id")] | None,
        tuple[Annotated[str, Indoors()], ...],
        dict[str, Annotated[str, Personal(of="person_id")]],
    ],
)
def test_a_mark_on_a_part_of_a_field_would_be_overlooked_and_is_refused(hint):
    with pytest.raises(TypeError, match="mark the whole field"):
        type("Buried", (Event,), {"__annotations__": {"person_id": UUID, "name": hint}})


class Born(Event):
    """Every kind of personal field."""

    person_id: UUID
    name: Annotated[str, Personal(of="person_id")]
    on: Annotated[date, Personal(of="person_id")]
    at: Annotated[datetime | None, Personal(of="person_id")]
    words: Annotated[tuple[str, ...], Personal(of="person_id")]
    answers: Annotated[dict[str, int], Personal(of="person_id")]


def test_an_erased_field_is_neither_a_fault_nor_an_empty_value():
    gone = {name: Erased() for name in ("name", "on", "at", "words", "answers")}
    written = Born(person_id=UUID(int=1), **gone).dump()
    back = Born.revive(written)
    assert {name: getattr(back, name) for name in gone} == gone
    assert str(back.name) == "[erased]"
    assert canonical(written)
    assert back.name != ""
    assert back.at is not None
