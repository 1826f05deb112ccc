"""Plain processes from a table, kept alive in the background: containers' poor and quick cousin."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.local.alive import command_line, is_alive, kill_at_once, until
from deploy.local.private import keep_private
from deploy.local.supervising import GRACE

_PATIENCE = 30.0


@dataclass(frozen=True)
class Process:
    """One row of the table; `environment` is added to the supervisor's own.

    `nice` is how far it stands back for others where processors are scarce, 0 to 19.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    nice: int = 0


class Processes:
    """The processes of one directory: its table, supervisor, status and logs."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()

    def start(self, table: Iterable[Process]) -> None:
        """Start all rows under a supervisor that outlives us; raises RuntimeError if one runs."""
        if self.is_running():
            raise RuntimeError(f"the processes of {self.home} are running already")
        self._end_orphans()
        rows = {
            row.name: {
                "command": list(row.command),
                "environment": dict(row.environment),
                "nice": row.nice,
            }
            for row in table
        }
        # The table may hold secrets in its environments.
        keep_private(self.home / "table.json", json.dumps(rows, indent=1))
        (self.home / "status.json").unlink(missing_ok=True)
        self._launch()
        until(lambda: set(self.status()) == set(rows), _PATIENCE)

    def stop(self) -> None:
        """Ask all to end, end them after the grace, and return when they are gone."""
        supervisor = self._supervisor()
        if supervisor is not None and self.is_running():
            with suppress(ProcessLookupError):
                os.kill(supervisor, signal.SIGTERM)
            until(lambda: not is_alive(supervisor), GRACE + _PATIENCE)
        self._end_orphans()

    def is_running(self) -> bool:
        """Whether the supervisor lives; a recycled process id does not count."""
        pid = self._supervisor()
        if pid is None or not is_alive(pid):
            return False
        return f"deploy.local.supervising {self.home}" in command_line(pid)

    def status(self) -> dict[str, Any]:
        """By name: pid, state (running, waiting, misconfigured, stopped), restarts, last_exit."""
        try:
            found: dict[str, Any] = json.loads((self.home / "status.json").read_text())
        except FileNotFoundError:
            return {}
        return found

    def pid(self, name: str) -> int | None:
        """The process id of one row at this moment, or None."""
        found: int | None = self.status().get(name, {}).get("pid")
        return found

    def restart(self, name: str) -> None:
        """Ask one process to end; the supervisor starts it again."""
        if (pid := self.pid(name)) is not None:
            os.kill(pid, signal.SIGTERM)

    def kill(self, name: str) -> int:
        """End one process as a crash would, and answer the process id it had."""
        pid = self.pid(name)
        if pid is None:
            raise RuntimeError(f"{name} is not running")
        kill_at_once(pid)
        return pid

    def log(self, name: str) -> Path:
        """The file that one process writes to."""
        return self.home / "logs" / f"{name}.log"

    def _supervisor(self) -> int | None:
        try:
            return int((self.home / "supervisor.pid").read_text())
        except (FileNotFoundError, ValueError):
            return None

    def _launch(self) -> None:
        supervise = '"$1" -m deploy.local.supervising "$2" </dev/null >>"$2/supervisor.log" 2>&1'
        done = subprocess.run(
            ["sh", "-c", f"{supervise} & echo $!", "sh", sys.executable, str(self.home)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            check=True,
            start_new_session=True,
        )
        keep_private(self.home / "supervisor.pid", done.stdout.decode().strip())

    def _end_orphans(self) -> None:
        """End what a supervisor that was killed has left behind."""
        try:
            table = json.loads((self.home / "table.json").read_text())
        except FileNotFoundError:
            return
        for name, row in self.status().items():
            pid = row["pid"]
            if pid and is_alive(pid) and " ".join(table[name]["command"]) in command_line(pid):
                kill_at_once(pid)
