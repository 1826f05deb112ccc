"""What the probes say about a container."""

import json
import urllib.error
import urllib.request

import eventlet
import pytest
from eventlet.event import Event

from deploy.local.ports import free_ports
from shared.entrypoints import Health
from tests.bus.fixtures import LIMIT


def look(container, path):
    port = next(e for e in container.dependencies if isinstance(e, Health)).port
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@pytest.fixture
def start(bus, heard):
    def start(handle=heard, **checks):
        service = bus.listening(handle)
        service.health = Health()
        return bus.run(service, HTTP_PORT=free_ports(1)[0], HEALTH_CHECKS=checks)

    return start


def test_a_running_service_is_alive_and_ready(start):
    container = start(store=lambda: True)
    assert look(container, "/healthz")[0] == 200
    assert look(container, "/readyz")[0] == 200


def test_a_service_that_misses_something_is_not_ready_and_says_what(start):
    container = start(store=lambda: False, keys=lambda: 1 / 0, clock=lambda: True)
    status, body = look(container, "/readyz")
    assert (status, json.loads(body)["failed"]) == (503, ["keys", "store"])
    assert look(container, "/healthz")[0] == 200


def test_a_draining_service_is_not_ready_but_alive(bus, start, heard):
    def slow(event):
        heard(event)
        release.wait()

    release = Event()
    container = start(slow)
    bus.say("1")
    heard.next()
    stopping = eventlet.spawn(container.stop)
    with eventlet.Timeout(LIMIT):
        while not bus.consuming(container).draining:
            eventlet.sleep(0)
    status, body = look(container, "/readyz")
    assert status == 503
    assert "serving" in json.loads(body)["failed"]
    assert look(container, "/healthz")[0] == 200
    release.send()
    stopping.wait()


def test_metrics_are_in_the_text_format(start):
    status, body = look(start(), "/metrics")
    assert status == 200
    assert "# TYPE python_info gauge" in body


def test_an_unknown_path_is_not_found(start):
    assert look(start(), "/secrets")[0] == 404


def test_without_a_port_nothing_listens(bus, heard):
    service = bus.listening(heard)
    service.health = Health()
    container = bus.run(service)
    assert next(e for e in container.dependencies).port is None
