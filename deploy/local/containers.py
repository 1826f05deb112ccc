"""What the containers of docker-compose.yml need from this machine, before and while they run."""

import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.local.private import keep_private

ROOM = Path("var/compose/secrets")
_BROKER = "default_user = mentoring\ndefault_pass = {password}\n"
_COMPOSE = ("docker", "compose")


def prepare(room: Path = ROOM) -> None:
    """Make the passwords of database and broker, once; nothing happens the second time.

    The directory is closed to others. The files in it are not: database and broker read them
    inside their containers, as users that this machine does not know.
    """
    room.mkdir(parents=True, exist_ok=True)
    room.chmod(0o700)
    if (room / "broker.conf").exists():
        return
    fresh = {name: secrets.token_urlsafe(24) for name in ("database_password", "broker_password")}
    broker = _BROKER.format(password=fresh["broker_password"])
    for name, text in (*fresh.items(), ("broker.conf", broker)):
        keep_private(room / name, text)
        (room / name).chmod(0o644)


def work() -> bool:
    """Whether this machine can run containers at this moment."""
    if not shutil.which("docker"):
        return False
    questions = (("docker", "info"), (*_COMPOSE, "version"))
    return all(_succeeds(question) for question in questions)


def run_tests(words: Sequence[str] = ()) -> int:
    """Run the tests in a container that has both servers' programs; answer with their exit code."""
    prepare()
    run = [*_COMPOSE, "--profile", "tests", "run", "--rm", "--build", "tests", *words]
    return subprocess.run(run, check=False).returncode


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    prepare()
    sys.exit(0)
