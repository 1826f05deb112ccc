"""Verbs of `deploy/ops` that go over the bus: send, listener."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import pika
import typer

from deploy.cli import submitting
from deploy.cli.accounts import listener as listener_account
from deploy.cli.accounts import spoken_exchanges
from deploy.cli.homes import Home
from deploy.cli.ops_data import Service, known_room, moment_from
from deploy.cli.reporting import Report, Trouble, verb
from deploy.cli.screen import Screen
from deploy.installation import SERVICES
from shared.assembling import room_of
from shared.calling import Caller
from shared.fields import instant
from shared.messages import Command as Asked

Say = Callable[[str], None]
Command = Annotated[str, typer.Argument(help="The command's name, e.g. LiftSuspension.")]
Pairs = Annotated[list[str] | None, typer.Argument(help="Fields as name=value.")]
Data = Annotated[Path | None, typer.Option("--data", help="JSON file with the fields.")]
Id = Annotated[str | None, typer.Option("--id", help="Idempotency key; repeat it to be safe.")]
When = Annotated[str | None, typer.Option("--at", help="When it happened, RFC 3339.")]
Programme = Annotated[str | None, typer.Option("--programme", help="The programme it belongs to.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check only, change nothing.")]


@contextmanager
def asking(home: Path) -> Iterator[Caller]:
    """A caller on the installation's bus."""
    amqp_uri = Home(home).installation.noted("installation")["amqp_uri"]
    with closing(Caller(amqp_uri)) as caller:
        yield caller


def send(  # noqa: PLR0913 -- each is a word on the command line
    home: Path,
    say: Say,
    service: Service,
    command: Command,
    fields: Pairs = None,
    *,
    data: Data = None,
    id_: Id = None,
    at: When = None,
    programme: Programme = None,
    dry_run: DryRun = False,
) -> Report:
    """Give one command by hand, under your own name.

    deploy/ops send matching LiftSuspension relationship_id=… --programme PROGRAMME
    """
    filled = submitting.data_from(fields or [], data)
    known_command(service, command).load(filled)
    when = at and instant(moment_from(at))
    message = submitting.submission(command, filled, id_, when, programme)
    if dry_run:
        return Report({"id": message["id"], "stream": None, "version": None, "recorded": []})
    say(f"--id {message['id']}")
    with asking(home) as caller:
        return Report({"id": message["id"], **caller.call(service, "submit", message)})


def known_command(service: str, command: str) -> type[Asked]:
    known = known_room(service).deciders_by_command
    if command not in known:
        raise Trouble(f"{service} takes no {command!r}", f"it takes: {', '.join(sorted(known))}")
    return known[command][0]


def listener(
    home: Path,
    say: Say,
    name: Annotated[str, typer.Argument(help="The new account; its queues begin with NAME.")],
    exchanges: Annotated[list[str], typer.Argument(help="What it may hear: SERVICE.events …")],
) -> Report:
    """Open an account for a listener of your own. Without one nobody can bind to an exchange.

    deploy/ops listener casework safeguarding.events
    """
    one = Home(home)
    known = {exchange for service in SERVICES for exchange in spoken_exchanges(room_of(service))}
    if unknown := set(exchanges) - known:
        raise Trouble(f"nobody speaks on {min(unknown)}", f"one of {', '.join(sorted(known))}")
    if name in SERVICES or not name.isidentifier():
        raise Trouble(f"{name!r} is no name for an account", "letters, digits and _; no service's")
    if not one.rabbitmq.is_running():
        raise Trouble("RabbitMQ is not running here", "deploy/ops up")
    secret = one.installation.secret(f"{name}_broker", uuid.uuid4().hex)
    say(f"opening {name}")
    one.rabbitmq.add_users([listener_account(name, secret, exchanges)])
    make_sure_of(one.rabbitmq.uri(), exchanges)
    file = one.installation.home / "secrets" / f"{name}_broker"
    return Report({"account": name, "hears": exchanges, "password_file": str(file)})


def make_sure_of(amqp_uri: str, exchanges: list[str]) -> None:
    """A listener may come before the first word is said; it may not make the exchange itself."""
    with closing(pika.BlockingConnection(pika.URLParameters(amqp_uri))) as line:
        for exchange in exchanges:
            line.channel().exchange_declare(exchange, "topic", durable=True)


def show_send(screen: Screen, data: Any) -> None:
    what = ", ".join(data["recorded"]) or "nothing new"
    screen.line(f"✓ recorded {what} in {data['stream']}" if data["stream"] else "✓ well-formed")


def show_listener(screen: Screen, data: Any) -> None:
    for name, value in data.items():
        screen.line(f"{name}: {value if isinstance(value, str) else ', '.join(value)}")


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    verb(app, show_send)(send)
    verb(app, show_listener)(listener)
