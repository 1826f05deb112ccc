"""The year on one machine with nothing but Python and PostgreSQL: everything in one process."""

import shared.run_node as node_mode  # first: it makes the process green  # isort: skip

import fcntl
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.installation import SERVICES, Installation
from deploy.local.postgres import Postgres
from deploy.year.driver import Driver
from deploy.year.evidence import Evidence
from deploy.year.progress import Progress
from deploy.year.running import Run
from deploy.year.scenario import Scenario, SideBySide, read
from deploy.year.telling import Story
from shared import logs
from shared.calling import Caller

SCENARIOS = Path(__file__).parent.parent / "scenarios"
EVERY, YEAR = "all", "year.yaml"
HOME = Path("var/year")
URI = "embedded://year"


def main(arguments: list[str]) -> int:
    """Run the year of a programme, of several, or of `all`; 0 only if every check held."""
    try:
        scenarios = [read(file) for file in chosen(arguments)]
    except ValueError as no:
        sys.exit(str(no))
    logs.set_up("error")
    begun = time.monotonic()
    with alone(HOME):
        held = whole_year(scenarios)
    print(f"\n{'Every check held' if held else 'NOT every check held'}. {spent(begun)}")
    print(f"Everything is kept, to be looked into with deploy/audit verify --home {HOME}")
    return 0 if held else 1


def chosen(arguments: list[str]) -> list[Path]:
    """The files of the scenarios that are named, each once; in one installation side by side.

    A name is one of those we ship, or the folder or the file of a programme of one's own.
    """
    known = {file.stem: file for file in sorted(SCENARIOS.glob("*.yaml"))}
    named = [one for name in arguments for one in (known if name == EVERY else [name])]
    found = {name: known.get(Path(name).stem) or own(Path(name)) for name in named}
    if strangers := [name for name, file in found.items() if file is None]:
        ways = f"{', '.join(known)}, {EVERY}, or a folder with a {YEAR} in it"
        sys.exit(f"No year is known of {', '.join(strangers)}: {ways}.")
    return list(dict.fromkeys(file for file in found.values() if file))


def own(path: Path) -> Path | None:
    """The scenario at a path, if there is one: in a folder it is called `year.yaml`."""
    file = path / YEAR if path.is_dir() else path
    return file if file.is_file() else None


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Two years at once in one directory would take each other's servers away."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Another year is under way in {home}; wait for it to end.")
        yield


def whole_year(scenarios: list[Scenario]) -> bool:
    clear_away(HOME)
    postgres = Postgres(HOME / "postgres").start()
    try:
        return run(scenarios, postgres)
    finally:
        postgres.stop()


def run(scenarios: list[Scenario], postgres: Postgres) -> bool:
    installation = Installation(HOME / "installation")
    forget_last_year(postgres, installation)
    installation.create(postgres.dsn(), URI, rehearsal=True)
    node = node_mode.Node({one: installation.settings(one) for one in SERVICES}).start()
    caller, progress = Caller(URI), Progress()
    together = SideBySide(tuple(scenarios))
    whole = Run(together, Driver(caller), HOME, progress)
    try:
        whole.all()
        progress.over()
        return Story(whole, Evidence(scenarios, installation, caller)).tell()
    finally:
        node.stop()


def clear_away(home: Path) -> None:
    """What the last year left; the database server stays, and its cluster is made only once."""
    shutil.rmtree(home / "installation", ignore_errors=True)
    for file in home.glob("rejected-*.csv"):
        file.unlink()


def forget_last_year(postgres: Postgres, installation: Installation) -> None:
    """A rehearsal begins with empty logs."""
    for service in SERVICES:
        for name in (service, f"{service}_keys"):
            postgres.drop_database(f"{installation.prefix}{name}")


def spent(begun: float) -> str:
    """Seconds, and the most memory this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{time.monotonic() - begun:.0f} s, {most:.0f} MB."
