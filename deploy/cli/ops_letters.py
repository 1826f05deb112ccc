"""Verbs of `deploy/ops dlq`: what became of messages that nobody could handle."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.cli import dead_letters, submitting
from deploy.cli.homes import Home
from deploy.cli.looking import dead_queues
from deploy.cli.ops_data import Yes, known_room
from deploy.cli.reporting import Report, Trouble, agreed, verb
from deploy.cli.screen import Screen
from deploy.installation import SERVICES
from shared.fields import instant

Say = Callable[[str], None]
Of = Annotated[str | None, typer.Option("--service", help="Only this service's.")]
Letter = Annotated[str, typer.Argument(help="The id that `dlq list` shows.")]
SomeLetter = Annotated[str | None, typer.Argument(help="The id that `dlq list` shows.")]
All = Annotated[bool, typer.Option("--all", help="All of them.")]
Why = Annotated[str, typer.Option("--why", help="The reason, which is kept.")]


def dlq_list(home: Path, say: Say, *, service: Of = None) -> Report:
    """Messages that no attempt could handle: which, of whom, why. Never what they say.

    deploy/ops dlq list --service sessions
    """
    say("looking into the dead letters")
    found = dead_letters.listed(*where(home, service))
    advice = "deploy/ops dlq retry, or dlq discard --why"
    problems = [{"problem": f"{len(found)} dead letters", "advice": advice}] if found else []
    return Report.found(found, problems)


def dlq_show(home: Path, say: Say, letter: Letter) -> Report:
    """Everything about one dead letter but its body.

    deploy/ops dlq show 0198c0de-…
    """
    say("looking into the dead letters")
    found = [one for one in dead_letters.listed(*where(home, None)) if one["id"] == letter]
    return Report(some(found, letter))


def dlq_retry(
    home: Path, say: Say, letter: SomeLetter = None, *, service: Of = None, every: All = False
) -> Report:
    """Offer dead letters to their listener again; hearing one twice does nothing.

    deploy/ops dlq retry --all --service sessions
    """
    wanted = choice(letter, every=every)
    say("offering again")
    return Report(some(dead_letters.retried(*where(home, service), wanted), letter))


def dlq_discard(  # noqa: PLR0913 -- each is a word on the command line
    home: Path,
    say: Say,
    letter: SomeLetter = None,
    *,
    why: Why,
    service: Of = None,
    every: All = False,
    yes: Yes = False,
) -> Report:
    """Put dead letters away for good. Who did it, when and why stays in discarded.jsonl.

    deploy/ops dlq discard 0198c0de-… --why "a test of the import"
    """
    if not why.strip():
        raise Trouble("a reason is missing", "--why")
    wanted = choice(letter, every=every)
    agreed("Discard for good", yes=yes)
    note = {"why": why, "by": submitting.operator(), "at": instant(datetime.now(UTC))}
    ledger = Home(home).installation.home / "discarded.jsonl"
    say(f"noting it in {ledger}")
    found = dead_letters.discarded(*where(home, service), wanted, ledger, note)
    return Report(some(found, letter))


def where(home: Path, service: str | None) -> tuple[str, list[str]]:
    services = SERVICES if service is None else (known_room(service).name,)
    queues = [queue for one in services for queue in dead_queues(one)]
    return Home(home).installation.noted("installation")["amqp_uri"], queues


def choice(letter: str | None, *, every: bool) -> dead_letters.Wanted:
    if (letter is None) is not every:
        raise Trouble("which ones?", "name one by its id, or say --all")
    return lambda one: every or one.id == letter


def some(found: list[dict[str, Any]], letter: str | None) -> list[dict[str, Any]]:
    if letter is not None and not found:
        raise Trouble(f"no dead letter {letter}", "deploy/ops dlq list")
    return found


def show_letters(screen: Screen, data: Any) -> None:
    columns = ("id", "queue", "type", "source", "said_at", "error", "code", "attempts", "bytes")
    screen.table(columns, [[row[name] for name in columns] for row in data])


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    dlq = typer.Typer(help="Dead letters.", no_args_is_help=True)
    for name, function in (
        ("list", dlq_list),
        ("show", dlq_show),
        ("retry", dlq_retry),
        ("discard", dlq_discard),
    ):
        verb(dlq, show_letters, name)(function)
    app.add_typer(dlq, name="dlq")
