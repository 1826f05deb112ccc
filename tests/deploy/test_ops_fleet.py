"""A whole fleet on this machine: up, looked at, spoken to, mended, checked and down again."""

import json
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pika
import pika.exceptions
import pytest

from deploy.cli.audit import app as audit
from deploy.cli.homes import Home
from deploy.cli.ops import app as ops
from deploy.local.alive import until
from deploy.local.leash import leash

BODY = b"a letter that nobody can read: Ada Lovelace"


class Fleet:
    def __init__(self, path, console):
        self.home, self.console = Home(path), console

    def ops(self, *words):
        return self.console(ops, self.home.path, *words)

    def audit(self, *words):
        return self.console(audit, self.home.path, *words)

    def line(self, service):
        """A connection with a service's own broker account."""
        room = self.home.installation.home / "services" / service
        return self.connected((room / "amqp_uri").read_text())

    def connected(self, uri):
        return closing(pika.BlockingConnection(pika.URLParameters(uri)))

    def shout(self, queue):
        with self.connected(self.home.rabbitmq.uri()) as line:
            line.channel().basic_publish("", queue, BODY)

    def letters(self):
        return self.ops("dlq", "list").data


@pytest.fixture(scope="module")
def fleet(tmp_path_factory, console):
    one = Fleet(tmp_path_factory.mktemp("fleet"), console)
    with leash(one.home.postgres.home, one.home.rabbitmq.home):
        told = one.ops("up", "--rehearsal")
        assert told.code == 0, told.problems
        yield one
        one.home.processes.stop()


def test_up_is_true_when_it_returns_and_doing_it_again_changes_nothing(fleet):
    told = fleet.ops("up")

    assert told.code == 0
    assert told.data["started"] == []
    assert len(told.data["ready"]) == 10


def test_all_is_well_in_the_status(fleet):
    told = fleet.ops("status")

    assert (told.code, told.problems) == (0, [])
    assert {row["process"]["ready"] for row in told.data["services"]} == {True}
    assert {row["tail"]["ready"] for row in told.data["services"]} == {True}


def test_the_table_of_processes_holds_no_secret(fleet):
    table = (fleet.home.processes.home / "table.json").read_text()

    assert "postgresql://" not in table
    assert "amqp://" not in table


def test_a_command_given_by_hand_is_recorded_once_under_the_operator_s_name(fleet):
    person, id_ = str(uuid4()), str(uuid4())
    words = ("send", "profiles", "RegisterPerson", f"person_id={person}", "name=Ada", "--id", id_)

    first, second = fleet.ops(*words), fleet.ops(*words)

    assert first.data["recorded"] == ["PersonRegistered"]
    assert first.data == second.data
    (row,) = fleet.audit("timeline", "--stream", first.data["stream"]).data
    assert "— by operator" in row["sentence"]


def test_a_refusal_is_told_with_its_code_and_has_an_exit_code_of_its_own(fleet):
    certificate, mentor = f"certificate_id={uuid4()}", f"mentor_id={uuid4()}"

    told = fleet.ops(
        "send", "profiles", "RevokeCertificate", certificate, mentor, "reason_code=other"
    )

    assert (told.code, told.status) == (4, "refused")
    assert "impossible" in told.problems[0]["problem"]


def test_what_the_fleet_recorded_verifies(fleet):
    assert fleet.audit("verify").code == 0


# ---- who may hear ---------------------------------------------------------------------------


def test_no_service_can_bind_to_what_safeguarding_says(fleet):
    refused = pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED")
    with closing(pika.BlockingConnection(pika.URLParameters(fleet.home.rabbitmq.uri()))) as line:
        line.channel().exchange_declare("safeguarding.events", "topic", durable=True)

    with fleet.line("sessions") as line, refused:
        channel = line.channel()
        channel.queue_declare("sessions.spy", exclusive=True)
        channel.queue_bind("sessions.spy", "safeguarding.events", "#")


@pytest.mark.parametrize("exchange", ["nameko-rpc", "dlx"])
def test_no_service_can_take_what_was_meant_for_another(fleet, exchange):
    refused = pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED")

    with fleet.line("sessions") as line, refused:
        channel = line.channel()
        channel.queue_declare("sessions.spy", exclusive=True)
        channel.queue_bind("sessions.spy", exchange, "safeguarding.#")


def test_an_exchange_that_nobody_speaks_on_is_a_slip_of_the_pen(fleet):
    told = fleet.ops("listener", "casework", "safegarding.events")

    assert told.code == 2
    assert "safeguarding.events" in told.problems[0]["advice"]


def test_an_account_that_the_operator_names_can(fleet):
    told = fleet.ops("listener", "casework", "safeguarding.events")
    secret = Path(told.data["password_file"]).read_text()

    uri = f"amqp://casework:{secret}@127.0.0.1:{fleet.home.rabbitmq.port}/%2F"
    with fleet.connected(uri) as line:
        channel = line.channel()
        channel.queue_declare("casework.mine", exclusive=True)
        channel.queue_bind("casework.mine", "safeguarding.events", "#")


# ---- dead letters ---------------------------------------------------------------------------


@pytest.fixture
def letter(fleet):
    """What nobody can read is dead at once."""
    fleet.shout("sessions.hear_profiles")
    until(fleet.letters, within=30)
    (one,) = fleet.letters()
    yield one
    fleet.ops("dlq", "discard", "--all", "--why", "a test is over", "--yes")


def test_a_dead_letter_is_listed_with_its_reason_and_never_its_body(fleet, letter):
    told = fleet.ops("dlq", "list", "--service", "sessions")

    assert told.code == 1
    assert letter["queue"] == "sessions.hear_profiles.dead"
    assert (letter["error"], letter["code"]) == ("Unreadable", "content-type")
    assert "Lovelace" not in json.dumps(told.data)
    assert fleet.ops("dlq", "show", letter["id"]).data == [letter]
    assert fleet.ops("status").problems[0]["problem"] == "sessions: 1 dead letters"


def test_a_letter_offered_again_is_tried_afresh(fleet, letter):
    told = fleet.ops("dlq", "retry", letter["id"])

    assert [one["id"] for one in told.data] == [letter["id"]]
    until(fleet.letters, within=30)
    assert [one["id"] for one in fleet.letters()] == [letter["id"]]


def test_discarding_needs_a_reason_and_leaves_it(fleet, letter):
    assert fleet.ops("dlq", "discard", letter["id"], "--why", " ", "--yes").code == 2
    assert fleet.ops("dlq", "discard", letter["id"], "--why", "not ours").code == 4

    told = fleet.ops("dlq", "discard", letter["id"], "--why", "not ours", "--yes")

    assert told.code == 0
    assert fleet.letters() == []
    ledger = fleet.home.installation.home / "discarded.jsonl"
    noted = [json.loads(line) for line in ledger.read_text().splitlines()]
    assert (noted[-1]["id"], noted[-1]["why"]) == (letter["id"], "not ours")
    assert "Lovelace" not in ledger.read_text()


# ---- down and up ----------------------------------------------------------------------------


def test_after_down_nothing_runs_the_logs_can_be_read_and_up_brings_all_back(fleet):
    before = fleet.audit("verify").data

    assert fleet.ops("down").code == 0
    assert not fleet.home.processes.is_running()
    assert fleet.ops("status").code == 2
    assert fleet.audit("verify").data == before
    assert not fleet.home.postgres.is_running()
    assert not fleet.home.rabbitmq.is_running()

    assert fleet.ops("up").code == 0
    assert fleet.audit("verify").data == before
