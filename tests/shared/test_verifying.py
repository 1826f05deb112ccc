"""The verifier finds what was done to a log, and where."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from shared.store import Stored
from shared.verifying import UNLINKED, header, leaf, problems


def test_the_header_is_what_was_agreed_for_ever():
    event = Stored(
        0,
        "order-1",
        "order",
        0,
        UUID(int=7),
        "Placed",
        2,
        30,
        None,
        "{}",
        "[]",
        b"",
    )
    assert header(event, UNLINKED).decode().split("\n") == [
        "mentoring-event/v1",
        "order-1",
        "0",
        "00000000-0000-0000-0000-000000000007",
        "Placed",
        "2",
        "30",
        "-",
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
        "00" * 32,
        "",
    ]


# ---- logs in memory -------------------------------------------------------------------------


def chained(*streams):
    heads, log = {}, []
    for position, stream in enumerate(streams):
        version, previous = heads.get(stream, (-1, UNLINKED))
        event = Stored(
            position, stream, "order", version + 1, uuid4(), "Placed", 1, 5, 4, "{}", "{}", b""
        )
        event = replace(event, leaf_hash=leaf(header(event, previous)))
        heads[stream] = (event.version, event.leaf_hash)
        log.append(event)
    return log


def found(log):
    return [(problem.kind, problem.position) for problem in problems(log)]


LOG = ("order-1", "order-2", "order-1", "order-1", "order-2")


def test_a_sound_log_has_no_problems():
    assert found(chained(*LOG)) == []
    assert found([]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"data": '{"n":2}'},
        {"meta": '{"actor":"another"}'},
        {"type": "Cancelled"},
        {"recorded_us": 6},
        {"occurred_us": None},
        {"id": UUID(int=1)},
        {"schema": 2},
    ],
    ids=str,
)
def test_any_edit_is_found_where_it_was_made(change):
    log = chained(*LOG)
    log[2] = replace(log[2], **change)
    assert found(log) == [("hash", 2)]


def test_an_edit_that_recomputes_its_leaf_breaks_the_next_link():
    log = chained(*LOG)
    edited = replace(log[2], data='{"n":2}')
    log[2] = replace(edited, leaf_hash=leaf(header(edited, log[0].leaf_hash)))
    assert found(log) == [("hash", 3)]


def test_an_event_deleted_from_the_middle_leaves_a_hole():
    log = chained(*LOG)
    del log[2]
    assert found(log) == [("position", 3), ("version", 3)]


def test_events_of_a_stream_that_changed_places_are_found():
    log = chained(*LOG)
    log[2], log[3] = replace(log[3], position=2), replace(log[2], position=3)
    assert ("version", 2) in found(log)


def test_problems_are_told_as_they_are_met():
    def endless():
        yield from chained(*LOG)[1:]
        pytest.fail("read on before telling the first problem")

    assert next(problems(endless())).kind == "position"
