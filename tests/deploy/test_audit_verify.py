"""The auditor finds what was done to a log, says where, and shows both hashes."""

from contextlib import closing, contextmanager

import psycopg2
import pytest

from deploy.cli.audit import app
from deploy.cli.checking import Checker
from shared.store import Stored
from tests.shared.things.room import room


@contextmanager
def behind_everybody(town, service):
    """A cursor of somebody whom no trigger stops."""
    with closing(psycopg2.connect(town.dsn(service))) as line, line.cursor() as cursor:
        line.autocommit = True
        cursor.execute("SET session_replication_role = replica")
        yield cursor


def event_of(town, stream):
    return next(iter(town.desks["profiles"].store.read(stream)))


def test_a_sound_installation_verifies(town, console):
    town.person()

    told = console(app, town.home, "verify")

    assert (told.code, told.status, told.problems) == (0, "ok", [])
    assert {log["service"] for log in told.data["logs"]} == set(town.desks)
    assert sum(log["events"] for log in told.data["logs"]) > 5


def test_a_changed_event_is_named_with_both_hashes(town, console):
    person, _ = town.person()
    stream = f"person-{person}"
    row = event_of(town, stream)
    change = "UPDATE es.event SET meta = %s WHERE event_id = %s"
    forged = row.meta.replace("operator:1", "operator:2")

    with behind_everybody(town, "profiles") as cursor:
        cursor.execute(change, (forged, str(row.id)))
        told = console(app, town.home, "verify", "--service", "profiles")
        cursor.execute(change, (row.meta, str(row.id)))

    assert (told.code, told.status) == (1, "found")
    (problem,) = [one for one in told.problems if one["kind"] == "hash"]
    assert (problem["service"], problem["stream"], problem["version"]) == ("profiles", stream, 0)
    assert problem["stored_hash"] == row.leaf_hash.hex()
    assert problem["computed_hash"] not in ("", problem["stored_hash"])
    assert console(app, town.home, "verify", "--service", "profiles").code == 0


def test_what_was_said_and_never_heard_is_named(town, console):
    _, part = town.person()
    row = event_of(town, f"mentor-{part}")
    forget = "DELETE FROM es.inbox WHERE event_id = %s AND handler = 'hear_profiles' RETURNING *"
    again = "INSERT INTO es.inbox VALUES (%s, %s, %s, %s, %s, %s, %s)"

    with behind_everybody(town, "evaluation") as cursor:
        cursor.execute(forget, (str(row.id),))
        (kept,) = cursor.fetchall()
        told = console(app, town.home, "verify")
        cursor.execute(again, kept)

    (problem,) = told.problems
    assert told.code == 1
    assert (problem["kind"], problem["source"], problem["listener"]) == (
        "unheard",
        "profiles",
        "evaluation",
    )
    assert problem["events"] == [str(row.id)]


def test_what_was_heard_and_never_said_is_named(town, console):
    forged = "00000000-0000-7000-8000-000000000001"
    values = (forged, "MentorApplicationStarted")
    with behind_everybody(town, "evaluation") as cursor:
        cursor.execute(
            "INSERT INTO es.inbox (handler, source, event_id, type)"
            " VALUES ('hear_profiles', 'profiles', %s, %s)",
            values,
        )
        told = console(app, town.home, "verify")
        cursor.execute("DELETE FROM es.inbox WHERE event_id = %s", (forged,))

    assert [(one["kind"], one["events"]) for one in told.problems] == [("unsaid", [forged])]


def test_the_auditor_can_read_and_nothing_else(town):
    dsn = town.installation.dsn("profiles", "auditor")
    forbidden = pytest.raises(psycopg2.errors.InsufficientPrivilege)

    with closing(psycopg2.connect(dsn)) as line, line.cursor() as cursor, forbidden:
        cursor.execute("DELETE FROM es.pending")


def test_an_unknown_service_is_misuse_and_says_which_there_are(town, console):
    told = console(app, town.home, "verify", "--service", "catering")

    assert (told.code, told.status) == (2, "unusable")
    assert "profiles" in told.problems[0]["advice"]


def test_a_home_without_an_installation_says_what_to_do(tmp_path, console):
    told = console(app, tmp_path, "verify")

    assert told.code == 2
    assert "deploy/ops up" in told.problems[0]["advice"]


# ---- one event ------------------------------------------------------------------------------

META = '{"actor":"person:1","classification":"internal","correlationid":"c"}'
DATA = '{"thing_id":"00000000-0000-0000-0000-000000000007","times":3}'


def row(**change):
    plain = {
        "position": 0,
        "stream": "thing-7",
        "category": "thing",
        "version": 0,
        "id": None,
        "type": "ThingTouched",
        "schema": 1,
        "recorded_us": 10,
        "occurred_us": 5,
        "data": DATA,
        "meta": META,
        "leaf_hash": b"",
    }
    return Stored(**{**plain, **change})


def wrong(**change):
    return list(Checker(room.records, rehearsal=False).problems(row(**change)))


def test_a_sound_event_has_no_problems():
    assert wrong() == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"data": "no"}, "no JSON"),
        ({"data": "[]"}, "no JSON objects"),
        ({"data": DATA.replace(":3", ": 3")}, "canonical"),
        ({"data": DATA.replace(":3", ':"x"')}, "do not fit ThingTouched: times"),
        ({"data": "{}"}, "do not fit ThingTouched: thing_id, times"),
        ({"meta": "{}"}, "lack actor"),
        ({"meta": META.replace("person:1", "person")}, "no role:id"),
        ({"meta": META.replace('"c"', '"c","rehearsal":true')}, "rehearsal"),
        ({"occurred_us": 11}, "after it was recorded"),
        ({"type": "ThingUnheardOf"}, "no event this service knows"),
        ({"schema": 2}, "newer than this code"),
        ({"schema": 0}, "cannot be read any more"),
    ],
    ids=str,
)
def test_an_event_that_is_no_envelope_is_told(change, word):
    assert any(word in one for one in wrong(**change)), wrong(**change)


def test_a_personal_field_in_the_clear_is_told_without_its_content():
    data = (
        '{"check_at":null,"label":"Ada","owner_id":"00000000-0000-0000-0000-000000000008",'
        '"shelf":null,"thing_id":"00000000-0000-0000-0000-000000000007"}'
    )
    (problem,) = wrong(type="ThingMade", data=data)
    assert problem == "the personal field label is not sealed"
