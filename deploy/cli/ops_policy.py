"""Verbs of `deploy/ops policy`: what programmes are run by."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.cli import policies
from deploy.cli.reporting import Report, verb
from deploy.cli.screen import Screen

Say = Callable[[str], None]
Files = Annotated[list[Path], typer.Argument(help="Programme documents, in YAML.")]


def check(home: Path, say: Say, files: Files) -> Report:  # noqa: ARG001 -- needs no installation
    """Say what speaks against publishing a document: every problem, with its line. Changes nothing.

    deploy/ops policy check deploy/programmes/*.yaml
    """
    checked: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    for path in files:
        say(f"reading {path}")
        found = policies.problems(path)
        checked.append({"file": str(path), "problems": len(found)})
        problems += found
    return Report.found(checked, problems)


def show_checked(screen: Screen, data: Any) -> None:
    for one in data:
        sound = "compiles" if not one["problems"] else f"{one['problems']} problems"
        screen.line(f"{one['file']}: {sound}")


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    policy = typer.Typer(help="The documents that programmes are run by.", no_args_is_help=True)
    policy.callback()(lambda: None)
    verb(policy, show_checked, "check")(check)
    app.add_typer(policy, name="policy")
