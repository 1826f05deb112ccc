"""What every verb of both consoles shares: its options, its one answer, its exit code."""

import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import psycopg2
import typer
from kombu.exceptions import KombuError
from pika.exceptions import AMQPError

from deploy.cli.screen import Screen
from deploy.local.installing import Missing
from deploy.local.postgres import Unstartable
from shared.calling import Failed, NoAnswer
from shared.refusals import Invalid, Refused

VERSION = 1
ROOT = Path(__file__).parents[2]
CODES = {"ok": 0, "found": 1, "unusable": 2, "partly": 3, "refused": 4, "interrupted": 130}

Show = Callable[[Screen, Any], None]
HomeOption = Annotated[
    Path, typer.Option("--home", envvar="MENTORING_HOME", help="Directory of the installation.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]


@dataclass
class Report:
    """A verb's answer. `status` decides the exit code; a problem is `{problem, advice?, …}`."""

    data: Any = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    status: str = "ok"

    @classmethod
    def found(cls, data: Any, problems: Iterable[dict[str, Any]]) -> "Report":
        """All well, unless there are problems."""
        listed = list(problems)
        return cls(data, listed, "found" if listed else "ok")

    def object(self) -> dict[str, Any]:
        """What `--json` prints."""
        return {
            "version": VERSION,
            "status": self.status,
            "data": self.data,
            "problems": self.problems,
        }


class Trouble(Exception):
    """Why a verb cannot do what it was asked, and what would help."""

    def __init__(self, problem: str, advice: str = "", status: str = "unusable") -> None:
        super().__init__(problem)
        self.problem, self.advice, self.status = problem, advice, status

    def report(self) -> Report:
        said = {"problem": self.problem, **({"advice": self.advice} if self.advice else {})}
        return Report(None, [said], self.status)


def verb(app: typer.Typer, show: Show, name: str | None = None) -> Callable[[Any], Any]:
    """Add a function `(home, say, ...) -> Report` to a console; `say` tells progress."""

    def add(function: Callable[..., Report]) -> Callable[..., Report]:
        @functools.wraps(function)
        def run(*, home: Path, as_json: bool, quiet: bool, **given: Any) -> None:
            screen = Screen(silent=quiet or as_json)
            report = answer(lambda: function(home=home.resolve(), say=screen.say, **given))
            give(report, screen, show, as_json=as_json)
            raise typer.Exit(CODES[report.status])

        run.__signature__ = with_common_options(function)  # type: ignore[attr-defined]
        run.__annotations__ = {
            one.name: one.annotation
            for one in run.__signature__.parameters.values()  # type: ignore[attr-defined]
        }
        app.command(name)(run)
        return function

    return add


def with_common_options(function: Callable[..., Any]) -> inspect.Signature:
    """The signature typer reads: the verb's own parameters and those of all verbs."""
    own = [
        one
        for one in inspect.signature(function, eval_str=True).parameters.values()
        if one.name not in ("home", "say")
    ]
    common = (
        ("home", HomeOption, ROOT / "var" / "main"),
        ("as_json", JsonOption, False),
        ("quiet", QuietOption, False),
    )
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, kind, default in common
    ]
    return inspect.Signature([*own, *added])


def answer(run: Callable[[], Report]) -> Report:
    """The report, or what went wrong put as one."""
    try:
        return run()
    except (KeyboardInterrupt, typer.Abort):
        return Report(status="interrupted")
    except Exception as fault:
        if trouble := understood(fault):
            return trouble.report()
        raise


def understood(fault: Exception) -> Trouble | None:  # noqa: PLR0911 -- a table of faults
    """What a foreseen fault means to the person at the keyboard; None for a defect of ours."""
    match fault:
        case Trouble():
            return fault
        case Refused():
            return Trouble(f"refused ({fault.code}): {fault.why}", rule_of(fault), "refused")
        case Invalid():
            return Trouble(str(fault), "correct the fields named and ask again")
        case NoAnswer():
            return Trouble(str(fault), "it may still happen: repeat with the same --id", "partly")
        case Failed():
            return Trouble(f"the service failed ({fault})", "deploy/ops logs SERVICE", "partly")
        case psycopg2.OperationalError():
            return Trouble("PostgreSQL does not answer", "deploy/ops up")
        case AMQPError() | KombuError() | ConnectionError():
            return Trouble("RabbitMQ does not answer", "deploy/ops up")
        case Missing() | Unstartable() | PermissionError():
            return Trouble(str(fault))
        case _:
            return None


def rule_of(refused: Refused) -> str:
    """Which rule said no."""
    version = f" of policy version {refused.policy_version}" if refused.policy_version else ""
    return f"rule {refused.rule}{version}" if refused.rule else ""


def give(report: Report, screen: Screen, show: Show, *, as_json: bool) -> None:
    """Print the answer: as one object, or for people with problems on standard error."""
    if as_json:
        sys.stdout.write(json.dumps(report.object(), default=str) + "\n")
        return
    if report.data is not None:
        show(screen, report.data)
    for problem in report.problems:
        screen.problem(problem)


def agreed(question: str, *, yes: bool) -> None:
    """Ask before what cannot be undone; without a terminal only `--yes` will do."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Trouble(f"{question} needs a yes", "add --yes", "refused")
    if not typer.confirm(f"{question}?", err=True):
        raise Trouble("nothing was done", status="refused")
