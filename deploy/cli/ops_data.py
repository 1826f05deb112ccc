"""Verbs of `deploy/ops` about databases: migrate, rebuild, clock."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import psycopg2
import typer

from deploy.cli.homes import Home
from deploy.cli.reporting import Report, Trouble, agreed, verb
from deploy.cli.screen import Screen
from deploy.installation import SERVICES, Installation, superuser
from shared.assembling import commands_of, room_of
from shared.connecting import Pool, connect
from shared.fields import instant
from shared.migrating import plan
from shared.rebuilding import Rebuilding, Rebuilt
from shared.room import Room
from shared.store import Store

Say = Callable[[str], None]
Plan = Annotated[bool, typer.Option("--plan", "--dry-run", help="Only say what would be done.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Service = Annotated[str, typer.Argument(help="One of the five.")]
Projection = Annotated[str, typer.Argument(help="The read model's name.")]
At = Annotated[str, typer.Argument(help="RFC 3339, e.g. 2026-01-12T16:00:00Z.")]
NO_REHEARSAL, BACKWARDS = "ES004", "ES005"


def migrate(home: Path, say: Say, *, plan: Plan = False) -> Report:
    """Bring every database to the shape this version needs; each file is verified.

    deploy/ops migrate --plan
    """
    one = Home(home)
    installation, server = one.installation, superuser_dsn(one)
    waiting = {service: missing(installation, server, service) for service in SERVICES}
    if plan:
        return Report({"applied": {}, "waiting": waiting})
    for service in (name for name, files in waiting.items() if files):
        say(f"migrating {service}")
        installation.create_service(server, service, rehearsal=one.is_rehearsal)
    return Report({"applied": waiting, "waiting": {}})


def superuser_dsn(home: Home) -> str:
    if not home.has_own_postgres:
        why = "this database server is not ours, and its superuser's password is kept nowhere"
        raise Trouble(why, "let whoever runs the server apply shared/migrations")
    if not home.postgres.is_running():
        raise Trouble("PostgreSQL is not running", "deploy/ops up")
    return home.postgres.dsn()


def missing(installation: Installation, server: str, service: str) -> list[str]:
    with superuser(server, f"{installation.prefix}{service}") as lent:
        return plan(lent)


def rebuild(home: Path, say: Say, service: Service, projection: Projection) -> Report:
    """Build a read model anew from the log beside the old one, compare them, swap them.

    deploy/ops rebuild sessions plan
    """
    room = known_room(service)
    shown = next((one for one in room.shows if one.name == projection), None)
    if shown is None:
        has = ", ".join(one.name for one in room.shows)
        raise Trouble(f"{service} has no read model {projection!r}", f"it has: {has}")
    settings = Home(home).installation.settings(service)
    pool = Pool(settings.tail_dsn, size=4)
    with closing(pool):
        store = Store(pool)
        recorder = commands_of(room, store, settings).recorder
        progress = lambda at, of: say(f"{at + 1} of {of + 1} events")  # noqa: E731 -- one line is enough
        return told(Rebuilding(store, recorder, shown, progress).run())


def told(rebuilt: Rebuilt) -> Report:
    """The two contents beside each other; a difference means that the old one was wrong."""
    problems = [
        {
            "problem": f"{name}: the old table was not what the log says; the new one is",
            "rows_before": rebuilt.before[name].rows,
            "rows_after": rebuilt.after[name].rows,
        }
        for name in rebuilt.differing
    ]
    return Report.found(asdict(rebuilt), problems)


def known_room(service: str) -> Room:
    if service not in SERVICES:
        raise Trouble(f"there is no service {service!r}", f"one of {', '.join(SERVICES)}")
    return room_of(service)


def clock_show(home: Path, say: Say) -> Report:
    """What the clock of a rehearsal says, service by service.

    deploy/ops clock show
    """
    one = Home(home)
    if not one.is_rehearsal:
        raise Trouble("this installation lives by the machine's clock", status="refused")
    say("reading clocks")
    return Report({service: clock_of(one.installation, service) for service in SERVICES})


def clock_set(home: Path, say: Say, at: At, *, yes: Yes = False) -> Report:
    """Move the clock of a rehearsal forward; what comes due on the way happens.

    deploy/ops clock set 2026-03-01T09:00:00Z --yes
    """
    one, moment = Home(home), moment_from(at)
    if not one.is_rehearsal:
        raise Trouble("the clock of a real installation cannot be set", status="refused")
    agreed(f"Move every service's clock to {instant(moment)}", yes=yes)
    for done, service in enumerate(SERVICES):
        say(service)
        set_clock(one.installation, service, moment, done)
    return Report(dict.fromkeys(SERVICES, instant(moment)))


def moment_from(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Trouble(f"{text!r} is no time", "write 2026-01-12T16:00:00Z, with its zone")
    return at


def clock_of(installation: Installation, service: str) -> str | None:
    with closing(connect(installation.dsn(service, "auditor"))) as lent, lent.cursor() as cursor:
        cursor.execute("SELECT max(now) FROM es.clock")
        row: Any = cursor.fetchone()
        return row[0] and instant(row[0])


def set_clock(installation: Installation, service: str, at: datetime, done: int) -> None:
    with closing(connect(installation.dsn(service, "service"))) as lent, lent.cursor() as cursor:
        try:
            cursor.execute("SELECT es.set_clock(%s)", (at,))
        except psycopg2.Error as no:
            if no.pgcode not in (NO_REHEARSAL, BACKWARDS):
                raise
            why = f"{service}: {no.diag.message_primary}"
            raise Trouble(why, "deploy/ops clock show", "partly" if done else "refused") from None


def show_migrate(screen: Screen, data: Any) -> None:
    for word, found in data.items():
        for service, files in found.items():
            screen.line(f"{service}: {word} {', '.join(files) or 'nothing'}")


def show_rebuild(screen: Screen, data: Any) -> None:
    rows = [
        (name, data["before"].get(name, {}).get("rows"), one["rows"], one["digest"])
        for name, one in data["after"].items()
    ]
    screen.table(("table", "rows before", "rows now", "digest now"), rows)
    screen.line(f"✓ {data['projection']} built anew from {data['position'] + 1} positions")


def show_clock(screen: Screen, data: Any) -> None:
    screen.table(("service", "clock"), list(data.items()))


def add_to(app: typer.Typer) -> None:
    """Put these verbs on the console."""
    verb(app, show_migrate)(migrate)
    verb(app, show_rebuild)(rebuild)
    clock = typer.Typer(help="The clock of a rehearsal.", no_args_is_help=True)
    verb(clock, show_clock, "show")(clock_show)
    verb(clock, show_clock, "set")(clock_set)
    app.add_typer(clock, name="clock")
