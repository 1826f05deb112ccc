"""Verbs of `deploy/ops` about processes: up, down, status, logs, config."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.cli.fleet import Fleet
from deploy.cli.homes import Home
from deploy.cli.reporting import Report, Trouble, verb
from deploy.cli.screen import Screen
from deploy.cli.standing import COLUMNS, cells, standing
from deploy.cli.table import process_names
from deploy.installation import SERVICES

Say = Callable[[str], None]
Rehearsal = Annotated[
    bool, typer.Option("--rehearsal", help="Make an installation whose clock can be set.")
]
Wait = Annotated[float, typer.Option("--wait", help="Seconds until everything must be ready.")]
Watch = Annotated[bool, typer.Option("--watch", help="Look again every two seconds.")]
Lines = Annotated[int, typer.Option("--lines", "-n", min=1, help="How many of the last lines.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Go on as lines are written.")]
Which = Annotated[str | None, typer.Argument(help="A service, or its tail as SERVICE-tail.")]


def up(home: Path, say: Say, *, rehearsal: Rehearsal = False, wait: Wait = 120.0) -> Report:
    """Start databases, broker, services and tails; return when every one is ready.

    deploy/ops up --rehearsal
    """
    return Report(Fleet(Home(home), say).up(rehearsal=rehearsal, patience=wait))


def down(home: Path, say: Say) -> Report:
    """Let everything finish what it has begun, then stop it. Nothing is lost.

    deploy/ops down
    """
    return Report(Fleet(Home(home), say).down())


def status(home: Path, say: Say, *, watch: Watch = False) -> Report:
    """One row a service; exit 1 when anything is late, dead or down.

    deploy/ops status --json
    """
    while watch:
        screen = Screen()
        screen.out.clear()
        show_status(screen, standing(Home(home)).data)
        time.sleep(2)
    say("looking")
    return standing(Home(home))


def logs(
    home: Path, say: Say, service: Which = None, *, lines: Lines = 20, follow: Follow = False
) -> Report:
    """The last lines each process wrote; they hold no personal data.

    deploy/ops logs sessions --follow
    """
    files = [Home(home).processes.log(name) for name in names(service)]
    if not any(file.exists() for file in files):
        raise Trouble("no process has written anything yet", "deploy/ops up")
    found = [file for file in files if file.exists()]
    if follow:
        for line in growing(found):
            Screen().line(line)
    say(", ".join(file.stem for file in found))
    return Report({file.stem: file.read_text().splitlines()[-lines:] for file in found})


def names(service: str | None) -> list[str]:
    known = process_names(SERVICES)
    if service is None:
        return known
    if service not in known:
        raise Trouble(f"there is no {service!r}", f"one of {', '.join(known)}")
    return [name for name in known if name in (service, f"{service}-tail")]


def growing(files: list[Path]) -> Iterator[str]:
    """New lines of all files, for ever."""
    places = {file: file.stat().st_size for file in files}
    while True:
        for file, place in places.items():
            with file.open() as text:
                text.seek(min(place, file.stat().st_size))
                yield from (f"{file.stem}: {line.rstrip()}" for line in text)
                places[file] = text.tell()
        time.sleep(0.3)


def config(home: Path, say: Say) -> Report:
    """Every setting of every service with its value and where it comes from; secrets masked.

    deploy/ops config
    """
    installation = Home(home).installation
    say(str(installation.home))
    return Report(
        [
            {"service": service, "name": name, "value": value, "source": source(name, value)}
            for service in SERVICES
            for name, value in installation.settings(service).shown().items()
        ]
    )


def source(name: str, value: str) -> str:
    if name == "master_key_file" or value == "…":
        return "installation"
    return "default"


def show_config(screen: Screen, data: Any) -> None:
    columns = ("service", "name", "value", "source")
    screen.table(columns, [[row[name] for name in columns] for row in data])


def show_up(screen: Screen, data: Any) -> None:
    begun = len(data["started"])
    screen.line(f"✓ {len(data['ready'])} processes ready, {begun} of all started just now")


def show_down(screen: Screen, _: Any) -> None:
    screen.line("✓ stopped; what was recorded is kept")


def show_status(screen: Screen, data: Any) -> None:
    screen.table(COLUMNS, [cells(row) for row in data["services"]])


def show_logs(screen: Screen, data: Any) -> None:
    for name, lines in data.items():
        for line in lines:
            screen.line(f"{name}: {line}")


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    verb(app, show_up)(up)
    verb(app, show_down)(down)
    verb(app, show_status)(status)
    verb(app, show_logs)(logs)
    verb(app, show_config)(config)
