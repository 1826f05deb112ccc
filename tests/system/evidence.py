"""What must hold of an installation whenever all is quiet, whatever happened to it before."""

from contextlib import ExitStack, closing
from dataclasses import dataclass

from psycopg2 import sql

from deploy.cli import dead_letters, looking
from deploy.cli.logbooks import logbook
from deploy.cli.verification import verify_all
from deploy.installation import SERVICES, Installation
from deploy.year.quiet import unsettled
from shared.assembling import commands_of, room_of
from shared.connecting import Pool, connect
from shared.rebuilding import Rebuilding
from shared.store import Store
from tests.system.state import State, state_of

TEXTS = "SELECT row::text FROM {} AS row"


@dataclass(frozen=True)
class Evidence:
    """`rebuilt` are the read models that came out otherwise when built from zero."""

    state: State
    unheard: list[str]
    dead: list[dict]
    broken: list[dict]
    rebuilt: list[str]


def gathered(installation: Installation) -> Evidence:
    return Evidence(
        state_of(installation),
        unsettled(looking.progress(installation, one) for one in SERVICES),
        dead_in(installation),
        broken_in(installation),
        [name for one in SERVICES for name in rebuilt_otherwise(installation, one)],
    )


def dead_in(installation: Installation) -> list[dict]:
    uri = installation.noted("installation")["amqp_uri"]
    queues = [queue for one in SERVICES for queue in looking.dead_queues(one)]
    return dead_letters.listed(uri, queues) if uri.startswith("amqp") else []


def broken_in(installation: Installation) -> list[dict]:
    """What `deploy/audit verify` finds: chains, positions, envelopes, both ends of every line."""
    with ExitStack() as opened:
        books = [opened.enter_context(logbook(installation, one)) for one in SERVICES]
        return verify_all(books, lambda _: None)[1]


def rebuilt_otherwise(installation: Installation, service: str) -> list[str]:
    room, settings = room_of(service), installation.settings(service)
    with closing(Pool(settings.tail_dsn, size=4)) as pool:
        store = Store(pool)
        recorder = commands_of(room, store, settings).recorder
        names = [name for one in room.shows for name in one.table_names]
        before = texts(installation, service, names)
        for shown in room.shows:
            Rebuilding(store, recorder, shown).run()
        after = texts(installation, service, names)
    return [f"{service}.{name}" for name in names if before[name] != after[name]]


def texts(installation: Installation, service: str, names: list[str]) -> dict[str, list[str]]:
    """Every row of every table, to the byte."""
    with closing(connect(installation.dsn(service, "auditor"))) as lent, lent.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(sql.SQL(TEXTS).format(sql.Identifier("view", name)))
            found[name] = sorted(row[0] for row in cursor.fetchall())
        return found
