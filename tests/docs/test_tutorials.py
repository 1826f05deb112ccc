"""A stranger's service, exactly as the tutorial shows it, hears what ours say."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import orjson
import pytest

from shared.assembling import room_of
from shared.envelope import Envelope
from shared.publishing import Outgoing, PikaPublisher
from shared.wire import cloud_event
from tests.contracts.examples import example_of

TUTORIALS = Path(__file__).parents[2] / "docs/tutorials"
HELD_AT = datetime(2026, 3, 29, 12, tzinfo=UTC)


def session_held(number):
    """What the relay would publish: an example of the real event in its envelope."""
    data = example_of(room_of("sessions").records["SessionHeld"])
    told = Envelope.about(data, id=UUID(int=number), source="sessions", occurred_at=HELD_AT)
    return Outgoing(
        exchange="sessions.events",
        routing_key="SessionHeld",
        body=orjson.dumps(cloud_event(told, number, None)),
        message_id=str(told.id),
        type="SessionHeld",
        app_id="sessions",
        timestamp=int(HELD_AT.timestamp()),
        correlation_id=told.correlation_id,
    )


def publish(uri, *messages):
    publisher = PikaPublisher(uri)
    try:
        publisher.publish_batch(messages)
    finally:
        publisher.close()


@contextmanager
def running(script, uri, folder):
    """The stranger's process in a folder of its own, with nothing of ours on its path."""
    environment = {"AMQP_URI": uri, "PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"}
    command = (sys.executable, TUTORIALS / script)
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_thirty_lines_of_pika_hear_a_session_and_count_it_once(fresh_vhost, tmp_path):
    with running("add_up_minutes.py", fresh_vhost, tmp_path) as stranger:
        assert stranger.stdout.readline() == "listening\n"
        publish(fresh_vhost, session_held(1), session_held(1), session_held(2))
        heard = [stranger.stdout.readline() for _ in range(3)]

    assert heard == [
        "2026-03-29: 3 minutes, 3 in all\n",
        "2026-03-29: 3 minutes, 3 in all\n",
        "2026-03-29: 3 minutes, 6 in all\n",
    ]


def test_a_stock_nameko_service_hears_a_session(fresh_vhost, tmp_path):
    with running("reports.py", fresh_vhost, tmp_path) as stranger:
        assert stranger.stdout.readline() == "listening\n"
        publish(fresh_vhost, session_held(1), session_held(2))
        heard = [stranger.stdout.readline() for _ in range(2)]

    assert heard == ["2026-03-29: 3 minutes\n"] * 2


@pytest.mark.parametrize("name", ["add_up_minutes.py", "reports.py"])
def test_neither_imports_anything_of_ours(name):
    script = (TUTORIALS / name).read_text(encoding="utf-8")
    assert "shared" not in script
    assert "services" not in script


@pytest.mark.parametrize("name", ["add_up_minutes.py", "reports.py"])
def test_the_page_shows_the_file_as_it_is(name):
    page = (TUTORIALS / "hear-our-events.md").read_text(encoding="utf-8")
    assert (TUTORIALS / name).read_text(encoding="utf-8") in page
