"""What the operator's console makes of words and numbers, without any server."""

import json
import re

import pytest

from deploy.cli.accounts import account, listener, topics
from deploy.cli.lateness import late, unheard
from deploy.cli.ops import app
from deploy.cli.reporting import CODES
from deploy.cli.submitting import data_from
from shared.assembling import room_of

# ---- fields ---------------------------------------------------------------------------------


def test_a_field_is_json_where_it_is_json_and_text_where_it_is_not():
    words = ["minutes=60", "mode=online", "topics=[1,2]", 'name="7"', "note=a=b", "empty="]

    assert data_from(words, None) == {
        "minutes": 60,
        "mode": "online",
        "topics": [1, 2],
        "name": "7",
        "note": "a=b",
        "empty": "",
    }


def test_words_go_on_top_of_a_file(tmp_path):
    file = tmp_path / "data.json"
    file.write_text(json.dumps({"minutes": 45, "mode": "online"}))

    assert data_from(["minutes=60"], file) == {"minutes": 60, "mode": "online"}


# ---- late -----------------------------------------------------------------------------------


def look(**change):
    plain = {
        "service": "sessions",
        "pending": 0,
        "head": 10,
        "hands": {"relay": 10, "view:plan": 10},
        "said": {},
        "heard": {},
        "missing": 0,
        "listens": {},
        "next_due": None,
        "clock": None,
    }
    return {**plain, **change}


def test_what_has_moved_since_the_first_look_is_not_late():
    before = look(hands={"relay": 3, "view:plan": 10}, pending=4)
    now = look(hands={"relay": 10, "view:plan": 10}, pending=4, head=30)

    assert late([before], [now]) == []


def test_a_hand_that_has_not_reached_the_old_head_is_late():
    stuck = look(hands={"relay": 3, "view:plan": 10})

    assert late([stuck], [stuck]) == ["sessions: relay at 3 of 10"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"pending": 2}, "2 appends to sequence"),
        ({"missing": 1}, "1 events missing"),
        ({"hands": {}}, "nobody follows the log"),
        (
            {"said": {"A": 5}, "heard": {"hear_x A": 4}, "listens": {"hear_x": ["A"]}},
            "A heard 4 of 5",
        ),
    ],
)
def test_what_stands_still_is_told(change, word):
    (told,) = late([look(**change)], [look(**change)])

    assert word in told


def test_the_unheard_are_counted_over_all_ears():
    one = look(listens={"hear_x": ["A", "B"]}, heard={"hear_x A": 2})

    assert unheard(one, {"A": 5, "B": 1, "C": 9}) == 4


# ---- accounts -------------------------------------------------------------------------------

SERVICES = ("profiles", "matching", "sessions", "safeguarding", "evaluation")


def may(user, what, name):
    return re.search(getattr(user, what), name) is not None


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.requirement("SG-12")
def test_no_service_may_bind_to_what_safeguarding_says(service):
    assert not may(account(room_of(service), "x"), "read", "safeguarding.events")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_own_queues_and_nobody_else_s(service):
    user = account(room_of(service), "x")

    for own in (f"{service}.hear_x", f"{service}.hear_x.dead", f"rpc-{service}"):
        assert all(may(user, what, own) for what in ("configure", "write", "read"))
    for other in set(SERVICES) - {service}:
        for name in (f"{other}.hear_x", f"rpc-{other}", f"x{service}.hear_x"):
            assert not any(may(user, what, name) for what in ("configure", "write", "read"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_speaks_on_its_own_exchanges_only(service):
    user = account(room_of(service), "x")

    assert may(user, "write", f"{service}.events")
    assert not any(may(user, "write", f"{other}.events") for other in set(SERVICES) - {service})


def test_a_service_may_take_only_questions_put_to_itself_and_its_own_dead():
    for topic in topics(room_of("sessions")):
        assert re.search(topic["read"], "sessions.submit")
        assert not re.search(topic["read"], "safeguarding.submit")
        assert not re.search(topic["read"], "#")


def test_a_listener_hears_what_was_named_and_nothing_more():
    user = listener("casework", "x", ["safeguarding.events"])

    assert may(user, "read", "safeguarding.events")
    assert may(user, "read", "casework.mine")
    assert not may(user, "read", "profiles.events")
    assert not may(user, "write", "safeguarding.events")


# ---- manners --------------------------------------------------------------------------------


def test_exit_codes_are_those_agreed():
    assert CODES == {
        "ok": 0,
        "found": 1,
        "unusable": 2,
        "partly": 3,
        "refused": 4,
        "interrupted": 130,
    }


@pytest.mark.parametrize("verb", ["status", "config", "logs", "migrate", "down"])
def test_where_nothing_was_installed_a_verb_says_what_to_do(verb, tmp_path, console):
    told = console(app, tmp_path, verb)

    assert told.code in (0, 2)
    assert verb == "down" or "deploy/ops up" in told.problems[0]["advice"]


def test_secrets_are_masked_in_the_configuration(town, console):
    told = console(app, town.home, "config")

    assert told.code == 0
    secrets = [row for row in told.data if row["name"].endswith(("dsn", "uri"))]
    assert {row["value"] for row in secrets} == {"…"}


def test_a_malformed_command_is_told_field_by_field_before_it_is_sent(town, console):
    told = console(app, town.home, "send", "profiles", "RegisterPerson", "nme=x")

    assert told.code == 2
    assert "nme: Unknown field." in told.problems[0]["problem"]


def test_an_unknown_command_is_answered_with_those_there_are(town, console):
    told = console(app, town.home, "send", "profiles", "RegisterHat")

    assert told.code == 2
    assert "RegisterPerson" in told.problems[0]["advice"]


def test_a_broker_that_is_not_there_is_told(town, console):
    told = console(app, town.home, "dlq", "list")

    assert told.code == 2
    assert told.problems == [{"problem": "RabbitMQ does not answer", "advice": "deploy/ops up"}]


# ---- import ---------------------------------------------------------------------------------

STAFF = """ref,name,email,role
s1,Grace Hopper,grace@example.org,programme_manager
s2,,no-address,regional_coordinator
"""


@pytest.fixture
def staff(tmp_path):
    file = tmp_path / "staff.csv"
    file.write_text(STAFF)
    return file


def test_a_dry_run_names_the_bad_rows_and_changes_nothing(town, console, staff):
    words = ("import", str(staff), "--programme", "1mm-ncs", "--dry-run")
    before = town.desks["profiles"].progress()["head"]

    told = console(app, town.home, *words)

    assert (told.code, told.data) == (1, {"accepted": 1, "rejected": 1})
    assert told.problems[0]["problem"].startswith("line 3: ")
    assert "no-address" not in json.dumps(told.problems)
    assert town.desks["profiles"].progress()["head"] == before
    assert not staff.with_name("rejected.csv").exists()


def test_rejected_rows_are_written_where_asked(town, console, staff, tmp_path):
    rejected = tmp_path / "put-aside.csv"
    words = ("import", str(staff), "--programme", "1mm-ncs", "--dry-run")

    console(app, town.home, *words, "--rejected", str(rejected))

    assert rejected.read_text().splitlines()[1].startswith("3,")


def test_an_unknown_kind_of_file_is_answered_with_those_there_are(town, console, staff):
    words = ("import", str(staff), "--programme", "1mm-ncs", "--dry-run", "--kind", "hats")

    assert "mentors" in console(app, town.home, *words).problems[0]["advice"]


# ---- clock ----------------------------------------------------------------------------------


def test_the_clock_of_a_rehearsal_is_shown_and_never_runs_backwards(town, console):
    shown = console(app, town.home, "clock", "show")
    back = console(app, town.home, "clock", "set", "2020-01-01T00:00:00Z", "--yes")

    assert set(shown.data.values()) == {"2026-01-12T16:00:00Z"}
    assert (back.code, back.status) == (4, "refused")
    assert "backwards" in back.problems[0]["problem"]


def test_a_change_without_a_terminal_needs_a_yes(town, console):
    told = console(app, town.home, "clock", "set", "2026-02-01T00:00:00Z")

    assert told.code == 4
    assert told.problems[0]["advice"] == "add --yes"


def test_a_time_without_its_zone_is_no_time(town, console):
    assert console(app, town.home, "clock", "set", "2026-02-01T00:00:00", "--yes").code == 2
