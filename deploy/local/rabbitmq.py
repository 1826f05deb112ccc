"""A private RabbitMQ node in one directory, with its own name server, ports and cookie."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from deploy.local import installing, ports
from deploy.local.alive import command_line, is_alive, kill_at_once, until
from deploy.local.postgres import Unstartable
from deploy.local.rabbitmq_accounts import User, account, may_all, permission
from deploy.local.rabbitmq_rooms import ADMINISTRATOR, Rooms

_PATIENCE = 120
# RabbitMQ (3.10 to 4.x, its issue 15725) keeps the names of new quorum queues in memory for some
# seconds. Killed then, it forgets what such a queue held and starts it again without a leader.
_WRITE_NAMES = "[dets:sync(Table) || Table <- dets:all()]."
_ELECT = (
    "[ra:trigger_election({Queue, node()})"
    " || {Queue, _} <- ra_directory:list_registered(quorum_queues)]."
)
_AMQP_HELLO = b"AMQP\x00\x00\x09\x01"
_METHOD_FRAME = b"\x01"


class Rabbitmq(Rooms):
    """One node below `home`, listening on loopback only; works for root and for anybody else."""

    # ---- life ---------------------------------------------------------------------------

    def start(self) -> "Rabbitmq":
        """Create the node if there is none, and return when it greets AMQP clients."""
        if self.is_running():
            return self
        crashed = self.pid() is not None  # a node that stops in good order removes its note
        self._choose_ports()
        self._write_settings()
        launcher = self._spawn()
        try:
            until(lambda: self._greets() or not is_alive(launcher), _PATIENCE, pause=0.1)
        except TimeoutError:
            kill_at_once(launcher)
        if not self.is_running():
            raise Unstartable(f"RabbitMQ in {self.home}:\n{self._last_words()}")
        if crashed:
            self.ctl("eval", _ELECT)
        return self

    def stop(self) -> None:
        """Shut down cleanly, name server included. Harmless if it is not running."""
        pid = self.pid()
        if pid is not None and self.is_running():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            until(lambda: not is_alive(pid), within=_PATIENCE)
        self._stop_name_server()

    def kill(self) -> None:
        """End the node as a power cut would; its name server goes on, as it does in life."""
        pid = self.pid()
        if pid is not None and self.is_running():
            kill_at_once(pid)

    def settle(self) -> None:
        """Have the node write down the names of quorum queues made in the last seconds.

        It does so by itself a little later; a test that is about to kill it should not hang on
        how long ago that was.
        """
        self.ctl("eval", _WRITE_NAMES)

    def is_running(self) -> bool:
        """Whether this very node is alive; a recycled process id does not count."""
        pid = self.pid()
        if pid is None or not is_alive(pid):
            return False
        return f" -home {self.home / 'user'} " in command_line(pid)

    def pid(self) -> int | None:
        """The process id that the node last wrote down, or None."""
        try:
            return int(self._notes["node.pid"])
        except (FileNotFoundError, ValueError):
            return None

    # ---- use ----------------------------------------------------------------------------

    def uri(self, vhost: str = "/", user: User | None = None) -> str:
        """An AMQP URI for one account, or for the administrator."""
        name, secret = (user.name, user.password) if user else (ADMINISTRATOR, self._password)
        place = f"{ports.LOOPBACK}:{self.port}/{quote(vhost, safe='')}"
        return f"amqp://{quote(name, safe='')}:{quote(secret, safe='')}@{place}"

    def ctl(self, *arguments: str) -> str:
        """Answer what `rabbitmqctl` prints; its complaint is raised as RuntimeError.

        One call takes about a second: a whole virtual machine starts for it.
        """
        done = subprocess.run(
            [str(self._program("rabbitmqctl")), "-q", *arguments],
            env=self._environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            complaint = (done.stderr or done.stdout).strip()
            raise RuntimeError(f"rabbitmqctl {arguments[0]}: {complaint}")
        return done.stdout

    def add_vhost(self, name: str) -> str:
        """Make an empty virtual host that the administrator may use, and answer its name."""
        self._define({"vhosts": [{"name": name}], "permissions": [may_all(ADMINISTRATOR, name)]})
        return name

    def drop_vhost(self, name: str) -> None:
        """Remove a virtual host and everything in it."""
        self.ctl("delete_vhost", name)

    def add_users(self, users: Sequence[User], vhost: str = "/") -> None:
        """Create accounts, or give existing ones new passwords and permissions, in one call."""
        self._define(
            {
                "users": [account(user) for user in users],
                "permissions": [permission(user, vhost) for user in users],
            },
        )

    def add_user(
        self, name: str, password: str, *, configure: str, write: str, read: str, vhost: str = "/"
    ) -> User:
        """Create one account; the three expressions say which names it may touch and how."""
        user = User(name, password, configure, write, read)
        self.add_users([user], vhost)
        return user

    # ---- within -------------------------------------------------------------------------

    def _define(self, definitions: Mapping[str, object]) -> None:
        self._notes["definitions.json"] = json.dumps(definitions)
        self.ctl("import_definitions", str(self.home / "definitions.json"))
        (self.home / "definitions.json").unlink()

    def _program(self, name: str) -> Path:
        return (self._binaries or installing.rabbitmq_binaries()) / name

    def _spawn(self) -> int:
        """Launch the node as nobody's child, in a session of its own: it outlives whoever asked."""
        self._notes["node.pid"] = ""
        launch = '"$1" </dev/null >"$2" 2>&1 & echo $!'
        program, console = self._program("rabbitmq-server"), self.home / "log" / "console"
        done = subprocess.run(
            ["sh", "-c", launch, "sh", str(program), str(console)],
            cwd=self.home,
            env=self._environment(),
            stdout=subprocess.PIPE,
            check=True,
            start_new_session=True,  # an interrupt at the keyboard is not meant for it
        )
        return int(done.stdout)

    def _greets(self) -> bool:
        with suppress(OSError), socket.create_connection((ports.LOOPBACK, self.port), 2) as line:
            line.sendall(_AMQP_HELLO)
            return line.recv(1) == _METHOD_FRAME
        return False

    def _last_words(self) -> str:
        console = (self.home / "log" / "console").read_text(errors="replace")
        return "\n".join(console.splitlines()[-20:])
