"""Two tails of one service: one leads, the other takes over when the leader is killed."""

import os
import subprocess
import sys
from contextlib import closing
from uuid import uuid4

import pytest
import uuid6

from deploy.cli import looking
from deploy.containing import HANDED_OUT
from deploy.installation import Installation
from deploy.local.alive import kill_at_once, until
from shared.assembling import desk_of, room_of
from shared.connecting import connect
from shared.rulebook import rulebook_of
from tests.system.rules import PROGRAMME, applying, publishing
from tests.system.stretch import ROOT

LIMIT = 60
SERVICE = "profiles"
SAID = "MentorApplicationStarted"
LEADER = """
SELECT a.application_name, l.pid
  FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
 WHERE l.locktype = 'advisory' AND l.granted AND a.datname = %s
"""


class Tails:
    """Tails of one service, each its own process, told apart by the name of their connection."""

    def __init__(self, installation, home):
        self.installation, self.home, self.running = installation, home, {}
        self.desk = desk_of(room_of(SERVICE), installation.settings(SERVICE))
        self.desk.set_clock("2026-01-12T16:00:00Z")
        self.desk.submit(publishing())

    def start(self, name):
        settings = self.installation.settings(SERVICE)
        known = {f"MENTORING_{one.upper()}": getattr(settings, one) for one in HANDED_OUT}
        own = {"MENTORING_MASTER_KEY_FILE": settings.master_key_file, "PGAPPNAME": name}
        with (self.home / name).open("w") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "shared.run", SERVICE, "tail"],
                cwd=ROOT, env={**os.environ, **known, **own}, stdout=log, stderr=log,
            )  # fmt: skip

    def leader(self):
        with closing(connect(self.desk.pool._dsn)) as lent, lent.cursor() as cursor:
            cursor.execute(LEADER, (f"{self.installation.prefix}{SERVICE}",))
            return {name for name, _ in cursor.fetchall()}

    def record(self, count):
        """Commands under way while nobody may be following."""
        for _ in range(count):
            for command in applying(str(uuid6.uuid7())):
                self.desk.submit(command)

    def look(self):
        return looking.progress(self.installation, SERVICE)

    def has_said(self, count):
        """That many applications, and everything else is followed too."""
        look = self.look()
        followed = not look["pending"] and set(look["hands"].values()) == {look["head"]}
        return followed and look["said"].get(SAID, 0) == count

    def has_adopted_its_rules(self):
        return any(True for _ in self.desk.store.read(rulebook_of(PROGRAMME)))

    def stop(self):
        for one in self.running.values():
            one.kill()
            one.wait()


@pytest.fixture
def tails(postgres, rabbitmq, tmp_path):
    installation = Installation(tmp_path / "installation", f"t{uuid4().hex[:8]}_")
    one = Tails(installation.create(postgres.dsn(), rabbitmq.uri(), rehearsal=True), tmp_path)
    yield one
    one.stop()


def test_a_standby_takes_over_from_a_killed_leader_and_loses_nothing(tails):
    tails.start("first")
    until(lambda: tails.leader() == {"first"} and tails.has_adopted_its_rules(), LIMIT)
    tails.start("second")
    tails.record(20)
    kill_at_once(tails.running["first"].pid)
    tails.record(20)

    until(lambda: tails.leader() == {"second"}, LIMIT)

    until(lambda: tails.has_said(40), LIMIT)


def test_while_the_leader_lives_the_other_only_stands_by(tails):
    tails.start("first")
    until(lambda: tails.leader() == {"first"} and tails.has_adopted_its_rules(), LIMIT)
    tails.start("second")
    tails.record(20)
    until(lambda: tails.has_said(20), LIMIT)

    assert tails.leader() == {"first"}
    assert tails.running["second"].poll() is None
