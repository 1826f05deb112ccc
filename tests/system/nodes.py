"""The single node as a process of its own, that a test can kill and start again."""

import json
import os
import signal
import subprocess
import sys
from uuid import uuid4

from deploy.installation import Installation
from deploy.local.alive import kill_at_once, until
from tests.system.stretch import ROOT

YEAR_WITHIN = 600.0
EMBEDDED = "embedded://year"


class Alone:
    """An installation for single-node mode, and the process that plays the year in it."""

    def __init__(self, postgres, home):
        self.home = home
        self.installation = Installation(home / "installation", f"a{uuid4().hex[:8]}_")
        self.installation.create(postgres.dsn(), EMBEDDED, rehearsal=True)
        self.process = None

    def start(self, *cuts, dies_on=""):
        command = [sys.executable, "-m", "tests.system.alone"]
        places = [str(self.home / "installation"), str(self.home)]
        said, errors = (self.home / "said").open("w"), (self.home / "errors").open("a")
        with said, errors:
            self.process = subprocess.Popen(
                [*command, *places, *cuts],
                cwd=ROOT,
                env={**os.environ, "DIES_ON": dies_on},
                stdout=said,
                stderr=errors,
            )
        return self

    def kill_at(self, day):
        """kill -9 as soon as it says that it has come to that day."""
        until(lambda: any(line >= day for line in self.said()) or self.ended(), YEAR_WITHIN)
        assert not self.ended(), self.complaint()
        kill_at_once(self.process.pid)
        self.process.wait()

    def wait_for_its_death(self):
        assert self.process.wait(YEAR_WITHIN) == -signal.SIGKILL, self.complaint()

    def at(self, cut):
        """What it wrote at that cut; waits until it has."""
        file = self.home / f"{cut}.json"
        until(lambda: file.exists() or self.ended(), YEAR_WITHIN)
        assert file.exists(), self.complaint()
        return json.loads(file.read_text())

    def said(self):
        return (self.home / "said").read_text().split()

    def complaint(self):
        return (self.home / "errors").read_text()[-2000:]

    def ended(self):
        return self.process.poll() is not None

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
