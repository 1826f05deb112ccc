"""What lies where in an installation's directory, and how its servers are found or woken."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.cli.reporting import Trouble
from deploy.installation import Installation
from deploy.local.leash import leash
from deploy.local.postgres import Postgres
from deploy.local.processes import Processes
from deploy.local.rabbitmq import Rabbitmq


class Home:
    """`postgres`, `rabbitmq`, `processes` and `installation`, each in a directory of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.postgres = Postgres(path / "postgres")
        self.rabbitmq = Rabbitmq(path / "rabbitmq")
        self.processes = Processes(path / "processes")

    def exists(self) -> bool:
        """Whether an installation was made here."""
        return self.note.exists()

    @property
    def note(self) -> Path:
        return self.path / "installation" / "installation.json"

    @property
    def installation(self) -> Installation:
        """The installation; raises Trouble where there is none."""
        if not self.exists():
            raise Trouble(f"there is no installation in {self.path}", "deploy/ops up, or --home")
        known = json.loads(self.note.read_text())
        return Installation(self.note.parent, known.get("prefix", ""))

    @property
    def is_rehearsal(self) -> bool:
        """Whether its clock may be set."""
        return bool(self.installation.noted("installation")["rehearsal"])

    @property
    def has_own_postgres(self) -> bool:
        """Whether the database server is a private one below this directory."""
        return (self.postgres.home / "data").exists()


@contextmanager
def readable(path: Path) -> Iterator[Installation]:
    """An installation whose database answers: a private server that sleeps is woken for so long."""
    home = Home(path)
    installation = home.installation
    if not home.has_own_postgres or home.postgres.is_running():
        yield installation
        return
    with leash(home.postgres.home):
        home.postgres.start()
        amqp_uri = installation.noted("installation")["amqp_uri"]
        yield installation.moved(home.postgres.dsn(), amqp_uri)
