"""Fleets of ten real processes over RabbitMQ, and what tests do to them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.cli import looking
from deploy.cli.fleet import Fleet
from deploy.cli.homes import Home
from deploy.cli.lateness import lag
from deploy.installation import SERVICES
from deploy.local.alive import until
from deploy.local.leash import leash
from deploy.year.quiet import unsettled
from tests.system.evidence import dead_in

UP_WITHIN = 120.0


class Town:
    """A fleet of ten processes and what tests do to it."""

    def __init__(self, fleet, held):
        self.fleet, self.home, self.held = fleet, fleet.home, held
        self.hold()

    @property
    def uri(self):
        return self.home.rabbitmq.uri()

    @property
    def installation(self):
        return self.home.installation

    def hold(self):
        """Should this test process be killed, none of these outlives it; the supervisor first."""
        self.held.also(int((self.home.processes.home / "supervisor.pid").read_text()))
        for row in self.home.processes.status().values():
            self.held.also(row["pid"] or 0)

    def strike(self, name):
        """End a process as a crash would. The supervisor starts it again, and we the broker."""
        if name != "broker":
            self.home.processes.kill(name)
            return
        self.home.rabbitmq.settle()
        self.home.rabbitmq.kill()
        self.home.rabbitmq.start()

    def looks(self):
        """How far every service has come."""
        return [looking.progress(self.installation, one) for one in SERVICES]

    def all_is_said(self):
        return not any(one["pending"] or lag(one, "relay") for one in self.looks())

    def wait_until_heard(self, seconds):
        until(lambda: not unsettled(self.looks()), seconds, pause=0.1)

    def letters(self):
        return dead_in(self.installation)

    def wait(self):
        """Until every process says again that it is ready."""
        self.fleet.wait_until_ready(UP_WITHIN)
        self.hold()


@contextmanager
def town(path: Path, **settings: str) -> Iterator[Town]:
    fleet = Fleet(Home(path), lambda _: None)
    with leash(fleet.home.postgres.home, fleet.home.rabbitmq.home) as held, environment(settings):
        try:
            fleet.up(rehearsal=True, patience=UP_WITHIN)
            yield Town(fleet, held)
        finally:
            fleet.home.processes.stop()


@contextmanager
def environment(settings: dict[str, str]) -> Iterator[None]:
    """What the supervisor hands on to its processes."""
    before = dict(os.environ)
    os.environ.update({f"MENTORING_{name.upper()}": value for name, value in settings.items()})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
