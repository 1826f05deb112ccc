"""`deploy/ops import`: people and institutions from a file, and what such a file looks like."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.cli import submitting
from deploy.cli.homes import Home
from deploy.cli.ops_bus import DryRun, When, asking
from deploy.cli.ops_data import clock_of, moment_from
from deploy.cli.reporting import Report, Trouble, verb
from deploy.cli.screen import Screen
from deploy.importing import KINDS, Outcome, run
from deploy.importing.progress import Progress, lines_in
from deploy.importing.sending import Import
from deploy.importing.templates import template
from deploy.installation import SERVICES

Say = Callable[[str], None]
File = Annotated[Path, typer.Argument(help="A CSV file, or `template`.")]
Of = Annotated[str | None, typer.Argument(help="After `template`: the kind of file.")]
Programme = Annotated[str, typer.Option("--programme", help="Where the rows belong.")]
Kind = Annotated[str | None, typer.Option("--kind", help="Else the file's name.")]
Rejected = Annotated[Path | None, typer.Option("--rejected", help="Rows left out.")]
TEMPLATE = "template"


def import_(  # noqa: PLR0913 -- each is a word on the command line
    home: Path,
    say: Say,
    file: File,
    of: Of = None,
    *,
    programme: Programme = "",
    kind: Kind = None,
    at: When = None,
    rejected: Rejected = None,
    dry_run: DryRun = False,
) -> Report:
    """Import people or institutions; bad rows are put aside with line, field and reason.

    deploy/ops import template mentors

    deploy/ops import mentors.csv --programme PROGRAMME --dry-run
    """
    if str(file) == TEMPLATE:
        return Report({"template": template(known_kind(of or kind or ""))})
    if not file.is_file() or not programme:
        raise Trouble("--programme is missing" if file.is_file() else f"there is no file {file}")
    moment = moment_from(at) if at else business_time(Home(home))
    what = Import(known_kind(kind or file.stem), programme, submitting.operator(), moment)
    outcome = brought_in(home, say, file, what, dry_run=dry_run)
    if outcome.rejected and (rejected or not dry_run):
        outcome.write_rejected(rejected or file.with_name("rejected.csv"))
    return told(outcome)


def brought_in(home: Path, say: Say, file: Path, what: Import, *, dry_run: bool) -> Outcome:
    """Import the file, or only check it."""
    # A log file is no place to follow progress in.
    progress = Progress(say, lines_in(file)) if sys.stderr.isatty() else lambda _: None
    if dry_run:
        say("a dry run: nothing is sent, and what only the programme's rules refuse is not seen")
        return run(file, what, None, progress)
    with asking(home) as caller:
        return run(file, what, caller, progress)


def known_kind(name: str) -> str:
    if name not in KINDS:
        raise Trouble(f"{name!r} is no kind of file", f"--kind, one of {', '.join(KINDS)}")
    return name


def told(outcome: Outcome) -> Report:
    """How many rows went in or would, and why the others did not."""
    problems = [
        {"problem": f"line {line.number}: {': '.join(line.problem or ())}"}
        for line in outcome.rejected
    ]
    return Report.found({"accepted": outcome.accepted, "rejected": len(problems)}, problems)


def business_time(home: Home) -> datetime:
    """Now, by the clock the services live by; where nothing is installed, by this machine's."""
    rehearsal = home.exists() and home.is_rehearsal
    set_to = clock_of(home.installation, SERVICES[0]) if rehearsal else None
    return moment_from(set_to) if set_to else datetime.now(UTC)


def show_import(screen: Screen, data: Any) -> None:
    if made := data.get("template"):
        screen.line(made["csv"].rstrip("\n"))
        for one in made["columns"]:
            needed = "needed" if one["needed"] else "may be empty"
            screen.say(f"{one['column']} ({needed}): {one['meaning']}")
        return
    screen.line(f"{data['accepted']} rows accepted, {data['rejected']} rejected")


def add_to(app: typer.Typer) -> None:
    """Put this verb on the console."""
    verb(app, show_import, "import")(import_)
