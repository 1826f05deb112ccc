"""Verbs of `deploy/ops policy`: what programmes are run by."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5

import typer

from deploy.cli import policies
from deploy.cli.ops_bus import When, asking
from deploy.cli.ops_data import moment_from
from deploy.cli.policies_compared import compared
from deploy.cli.policies_in_force import named_or_read, sent_as
from deploy.cli.policies_tried import tried
from deploy.cli.reporting import Report, Trouble, verb
from deploy.cli.screen import Screen
from deploy.cli.submitting import operator
from shared.canonical import canonical
from shared.fields import instant

Say = Callable[[str], None]
Files = Annotated[list[Path], typer.Argument(help="Programme documents, in YAML.")]
File = Annotated[Path, typer.Argument(help="A programme document, in YAML.")]
By = Annotated[str | None, typer.Option("--by", help="Who decided it, as role:id; else yourself.")]
Old = Annotated[str, typer.Argument(help="A document, or a programme: its version in force.")]


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


def publish(home: Path, say: Say, file: File, *, by: By = None, at: When = None) -> Report:
    """Put a version in force. A document with problems is not sent; repeating changes nothing.

    deploy/ops policy publish deploy/programmes/programme.yaml --by programme_manager:ID
    """
    if found := policies.problems(file):
        return Report({"recorded": []}, found, "refused")
    document = policies.written(file).document
    when = at and instant(moment_from(at))
    # The same document decided by the same person is the same request, however often it is sent.
    id_ = uuid5(NAMESPACE_URL, f"{canonical(document).decode()}/{by}/{when}")
    message = sent_as(document, str(id_), by or operator(), when)
    say(f"publishing version {document['policy']['version']} of {message['programme']}")
    with asking(home) as caller:
        answer = caller.call("profiles", "submit", message)
    known = {"programme": message["programme"], "version": document["policy"]["version"]}
    return Report({**known, "recorded": answer["recorded"]})


def diff(home: Path, say: Say, old: Old, new: File) -> Report:
    """Say which rules differ between two documents, or between a file and what is in force.

    deploy/ops policy diff PROGRAMME deploy/programmes/programme.yaml
    """
    say(f"comparing {old} with {new}")
    return Report(compared(named_or_read(home, old), policies.written(new).document))


def dry_run(home: Path, say: Say, file: File, *, at: When = None) -> Report:
    """List the people, relationships and sessions that would stand otherwise under this document.

    Nothing is published. With --at, as of another moment.

    deploy/ops policy dry-run deploy/programmes/programme.yaml
    """
    if found := policies.problems(file):
        raise Trouble(found[0]["problem"], "deploy/ops policy check", "refused")
    document = policies.written(file).document
    when = at and instant(moment_from(at))
    with asking(home) as caller:
        return Report(list(tried(caller, document, when, say)))


def show_checked(screen: Screen, data: Any) -> None:
    for one in data:
        sound = "compiles" if not one["problems"] else f"{one['problems']} problems"
        screen.line(f"{one['file']}: {sound}")


def show_published(screen: Screen, data: Any) -> None:
    if "programme" not in data:
        screen.line("nothing was sent")
        return
    new = "is published" if data["recorded"] else "was published already"
    screen.line(f"✓ version {data['version']} of {data['programme']} {new}")


def show_compared(screen: Screen, data: Any) -> None:
    rows = [(one["where"], one.get("was", "-"), one.get("is", "-")) for one in data]
    screen.table(("rule", "was", "is"), rows)


def show_tried(screen: Screen, data: Any) -> None:
    rows = [
        (one["kind"], one["id"], one["rule"], one.get("now", "-"), one.get("then", "-"))
        for one in data
    ]
    screen.table(("what", "id", "rule", "now", "then"), rows)
    screen.line(f"{len(rows)} would stand otherwise")


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    policy = typer.Typer(help="The documents that programmes are run by.", no_args_is_help=True)
    policy.callback()(lambda: None)
    verb(policy, show_checked, "check")(check)
    verb(policy, show_published, "publish")(publish)
    verb(policy, show_compared, "diff")(diff)
    verb(policy, show_tried, "dry-run")(dry_run)
    app.add_typer(policy, name="policy")
