"""Keep a table of processes alive until told to stop: the loop behind `Processes`."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local.private import keep_private

GRACE = 20.0  # seconds between asking a process to stop and stopping it
MISUSE = 2  # a process that exits so has wrong settings: starting it again cannot help
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0
_HEALTHY_AFTER = 30.0
_LARGEST_LOG = 16 * 1024 * 1024


def pause_before(restart: int) -> float:
    """Seconds to wait before the n-th restart in a row, n from 1: doubling, up to ten."""
    return float(min(_FIRST_PAUSE * 2 ** min(restart - 1, 10), _LONGEST_PAUSE))


@dataclass
class Child:
    """One row of the table and the process that fills it at the moment."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    nice: int = 0
    process: subprocess.Popen[bytes] | None = None
    state: str = "waiting"
    restarts: int = 0
    in_a_row: int = 0
    due: float = 0.0
    since: float = 0.0
    last_exit: int | None = None

    def start(self) -> None:
        """Launch it, its output going to the end of its log."""
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                ["nice", "-n", str(self.nice), *self.command],
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,  # signals reach it through us alone
            )
        self.state, self.since = "running", time.monotonic()

    def look(self, now: float) -> bool:
        """Notice an exit, start what is due; whether anything changed."""
        if self.process and (code := self.process.poll()) is not None:
            self._ended(code, now)
            return True
        if self.state == "waiting" and now >= self.due:
            self.start()
            return True
        return False

    def _ended(self, code: int, now: float) -> None:
        self.process, self.last_exit = None, code
        if code == MISUSE:
            self.state = "misconfigured"
            return
        healthy = now - self.since > _HEALTHY_AFTER
        self.in_a_row = 1 if healthy else self.in_a_row + 1
        self.restarts += 1
        self.state, self.due = "waiting", now + pause_before(self.in_a_row)

    def signal(self, number: int) -> None:
        """Pass a signal on; harmless if it is not running."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)

    def described(self) -> dict[str, Any]:
        """What `status` shows."""
        return {
            "pid": self.process.pid if self.process else None,
            "state": self.state,
            "restarts": self.restarts,
            "last_exit": self.last_exit,
        }


@dataclass
class Supervisor:
    """Runs until SIGTERM or SIGINT, then stops its children and returns."""

    home: Path
    children: list[Child]
    told_to_stop: bool = False
    ear: int = field(default=-1)

    def run(self) -> None:
        """Keep all alive; on the way out ask them to end, and after the grace make them."""
        self._listen()
        while not self.told_to_stop:
            self._look()
            self._wait(self._until_next_start())
        self._stop_all()

    def _listen(self) -> None:
        self.ear, mouth = os.pipe()
        os.set_blocking(self.ear, False)
        os.set_blocking(mouth, False)
        signal.set_wakeup_fd(mouth)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only so that it wakes us
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        self.told_to_stop = True

    def _look(self) -> None:
        now = time.monotonic()
        if any([child.look(now) for child in self.children]):  # noqa: C419  all must be looked at
            self._note()

    def _until_next_start(self) -> float:
        now = time.monotonic()
        waits = [child.due - now for child in self.children if child.state == "waiting"]
        return max(0.0, min(waits, default=60.0))

    def _wait(self, seconds: float) -> None:
        if select.select([self.ear], [], [], seconds)[0]:
            os.read(self.ear, 4096)

    def _stop_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while self._alive() and time.monotonic() < deadline:
            self._wait(deadline - time.monotonic())
        for child in self._alive():
            child.signal(signal.SIGKILL)
        for child in self.children:
            if child.process:
                child.last_exit = child.process.wait()
                child.process = None
            child.state = "stopped"
        self._note()

    def _alive(self) -> list[Child]:
        return [child for child in self.children if child.process and child.process.poll() is None]

    def _note(self) -> None:
        found = {child.name: child.described() for child in self.children}
        keep_private(self.home / "status.json", json.dumps(found, indent=1))


def main() -> int:
    """Supervise the table of the directory named."""
    home = Path(sys.argv[1])
    table = json.loads((home / "table.json").read_text())
    (home / "logs").mkdir(exist_ok=True)
    children = [
        Child(name, row["command"], row["environment"], home / "logs" / f"{name}.log", row["nice"])
        for name, row in table.items()
    ]
    Supervisor(home, children).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
