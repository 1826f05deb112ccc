"""A private PostgreSQL cluster in one directory: start it, stop it, kill it, start it again."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from deploy.local import disguise, installing, ports
from deploy.local.alive import children, command_line, is_alive, kill_at_once, until
from deploy.local.notes import Notes

SUPERUSER = "mentoring"
_SETTINGS = {
    "listen_addresses": ports.LOOPBACK,
    # No socket files: their paths may hold 107 bytes, and a checkout may lie deeper than that.
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
_PATIENCE = 60


class Unstartable(Exception):
    """The server did not come up; the message ends with the last lines of its own log."""


class Postgres:
    """One cluster below `home`, reached over TCP on loopback with a password.

    `binaries` is the directory of initdb and pg_ctl; without it the machine is searched.
    """

    def __init__(self, home: Path, binaries: Path | None = None) -> None:
        self.home = home.resolve()
        self._notes = Notes(self.home)
        self._binaries = binaries

    # ---- life ---------------------------------------------------------------------------

    def start(self) -> "Postgres":
        """Create the cluster if there is none, and return when it takes connections."""
        if self.is_running():
            return self
        if not (self._data / "PG_VERSION").exists():
            self._create()
        self._forget_a_stranger()
        self._choose_port()
        self._launch()
        return self

    def stop(self) -> None:
        """Shut down, letting go of whoever is still connected. Harmless if it is not running."""
        if self.is_running():
            self._tool("pg_ctl", "stop", "-s", "-m", "fast", "-w", "-t", str(_PATIENCE))

    def kill(self) -> None:
        """End the server as a power cut would, and return when its last process is gone."""
        pid = self.pid()
        if pid is not None and self.is_running():
            kill_at_once(pid, *children(pid))

    def is_running(self) -> bool:
        """Whether this very cluster's server is alive; a recycled process id does not count."""
        pid = self.pid()
        return pid is not None and is_alive(pid) and str(self._data) in command_line(pid)

    def pid(self) -> int | None:
        """The process id that the server last wrote down, or None."""
        try:
            return int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    # ---- use ----------------------------------------------------------------------------

    @property
    def port(self) -> int:
        """The loopback port; kept from start to start as long as nobody else takes it."""
        return int(self._notes["port"])

    def dsn(self, database: str = "postgres") -> str:
        """A libpq URI that connects as the superuser."""
        secret, name = quote(self._notes["password"]), quote(database, safe="")
        return f"postgresql://{SUPERUSER}:{secret}@{ports.LOOPBACK}:{self.port}/{name}"

    def create_database(self, name: str | None = None, template: str | None = None) -> str:
        """Make an empty database, or a copy of `template`, and answer its name."""
        name = name or f"t_{secrets.token_hex(6)}"
        like = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + like)
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database together with its connections; harmless if there is none."""
        self._execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)),
        )

    # ---- within -------------------------------------------------------------------------

    @property
    def _data(self) -> Path:
        return (self.home / "data").resolve()

    @property
    def _log(self) -> Path:
        return self.home / "postgres.log"

    def _execute(self, statement: sql.Composable) -> None:
        with closing(psycopg2.connect(self.dsn())) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def _create(self) -> None:
        self._notes["password"] = secrets.token_urlsafe(24)
        disguise.hand_over(self.home / "password")
        self._make_room()
        self._tool(
            "initdb",
            f"--username={SUPERUSER}",
            f"--pwfile={self.home / 'password'}",
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            # Text sorts by code point on every machine.
            "--locale=C.UTF-8" if sys.platform == "linux" else "--locale=C",
        )

    def _make_room(self) -> None:
        """Lay an empty data directory, near if the server can get there, else linked from /tmp."""
        data = self.home / "data"
        shutil.rmtree(self._data, ignore_errors=True)  # what an interrupted initdb left
        data.unlink(missing_ok=True)
        if disguise.can_reach(self.home):
            data.mkdir(mode=0o700)
        else:
            data.symlink_to(tempfile.mkdtemp(prefix="mentoring-postgres-"))
        disguise.hand_over(self._data)

    def _forget_a_stranger(self) -> None:
        # PostgreSQL would take whoever now has the dead server's process id, be it a dead process
        # that nobody has buried, for that server. Orphans that still hold the data it finds by
        # their shared memory, with or without this file.
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def _choose_port(self) -> None:
        if "port" not in self._notes or not ports.become_free([self.port]):
            self._notes["port"] = str(ports.free_port())

    def _launch(self) -> None:
        settings = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        self._log.touch(mode=0o600)
        disguise.hand_over(self._log)
        self._tool(
            "pg_ctl",
            *("start", "-s", "-w", "-t", str(_PATIENCE), "-l", str(self._log)),
            *("-o", f"-p {self.port} {settings}"),
        )
        until(lambda: ports.is_listening(self.port), within=_PATIENCE)

    def _tool(self, name: str, *arguments: str) -> None:
        program = (self._binaries or installing.postgres_binaries()) / name
        # A file and no pipe for complaints: the server inherits it, and a pipe would stay open.
        with (self.home / "tools.log").open("w") as complaints:
            done = subprocess.run(
                [*disguise.prefix(), str(program), "-D", str(self._data), *arguments],
                cwd="/",  # the borrowed user may not be allowed where we are
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},  # no PGDATA, PGPORT, PGUSER
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
                check=False,
            )
        if done.returncode:
            raise Unstartable(f"{name} in {self.home}:\n{self._last_words()}")

    def _last_words(self) -> str:
        lines = [
            line
            for note in ("tools.log", "postgres.log")
            if note in self._notes
            for line in self._notes[note].splitlines()[-12:]
        ]
        return "\n".join(lines)
