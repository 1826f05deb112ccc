"""An installation in one directory: databases, roles, secrets and the settings of every process."""

import json
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection

from deploy.local.private import keep_private
from shared.migrating import migrate, provision
from shared.settings import Settings

SERVICES = ("profiles", "matching", "sessions", "safeguarding", "evaluation")
KEYRING = Path(__file__).parent.parent / "shared" / "migrations_keyring"
LOGINS = ("service", "tail", "auditor")


@dataclass(frozen=True)
class Installation:
    """Everything that belongs together. `prefix` keeps several apart on one database server."""

    home: Path
    prefix: str = ""

    def create(self, server: str, amqp_uri: str, *, rehearsal: bool) -> "Installation":
        """Make what is missing, from a superuser's DSN; doing it again changes nothing in use."""
        self.home.mkdir(parents=True, exist_ok=True)
        known = {"rehearsal": rehearsal, "amqp_uri": amqp_uri, "server": bare(server)}
        self.note("installation", {**known, "prefix": self.prefix})
        self.secret("master_key", secrets.token_hex(32))
        for service in SERVICES:
            self.create_service(server, service, rehearsal=rehearsal)
        return self

    def create_service(self, server: str, service: str, *, rehearsal: bool) -> None:
        database = f"{self.prefix}{service}"
        passwords = {
            login: self.secret(f"{service}_{login}", secrets.token_urlsafe(24)) for login in LOGINS
        }
        for name in (database, f"{database}_keys"):
            create_database(server, name)
        with superuser(server, database) as lent:
            migrate(lent, origin=f"mentoring/{service}", rehearsal=rehearsal)
            provision(lent, database, passwords)
            look_at_views(lent, f"{database}_service")
        with superuser(server, f"{database}_keys") as lent:
            create_keyring(lent, [f"{database}_service", f"{database}_tail"])

    def settings(self, service: str, **other: Any) -> Settings:
        """The settings of one service's processes."""
        known = self.noted("installation")
        dsn = {login: self.dsn(service, login) for login in LOGINS}
        return Settings(
            service_dsn=dsn["service"],
            tail_dsn=dsn["tail"],
            keys_dsn=self.dsn(service, "service", "_keys"),
            amqp_uri=known["amqp_uri"],
            master_key_file=str(self.home / "secrets" / "master_key"),
            **other,
        )

    def dsn(self, service: str, login: str, database: str = "") -> str:
        """How one of a service's logins reaches its database."""
        name = f"{self.prefix}{service}"
        server = urlsplit(self.noted("installation")["server"])
        password = (self.home / "secrets" / f"{service}_{login}").read_text()
        place = f"{name}_{login}:{password}@{server.hostname}:{server.port}"
        return str(urlunsplit((server.scheme, place, f"/{name}{database}", "", "")))

    def moved(self, server: str, amqp_uri: str) -> "Installation":
        """The servers came up at other addresses than last time."""
        known = self.noted("installation")
        self.note("installation", {**known, "server": bare(server), "amqp_uri": amqp_uri})
        return self

    def exists(self) -> bool:
        return (self.home / "installation.json").exists()

    def secret(self, name: str, fresh: str) -> str:
        """The secret of that name, made the first time it is asked for."""
        file = self.home / "secrets" / name
        if not file.exists():
            keep_private(file, fresh)
        return file.read_text()

    def note(self, name: str, value: dict[str, Any]) -> None:
        keep_private(self.home / f"{name}.json", json.dumps(value, indent=1))

    def noted(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.home / f"{name}.json").read_text())
        return found


@contextmanager
def superuser(server: str, database: str) -> Iterator[connection]:
    """A connection that may change the shape of a database; no service ever has one."""
    with closing(psycopg2.connect(at_database(server, database))) as lent:
        yield lent


def create_database(server: str, name: str) -> None:
    with superuser(server, "postgres") as lent, lent.cursor() as cursor:
        lent.autocommit = True
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", (name,))
        if cursor.rowcount == 0:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def create_keyring(lent: connection, logins: list[str]) -> None:
    with lent, lent.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('keyring') IS NOT NULL")
        if cursor.fetchone() != (True,):
            for file in sorted(KEYRING.glob("*.sql")):
                cursor.execute(file.read_text())
        database = sql.Identifier(lent.info.dbname)
        cursor.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(database))
        for login in logins:
            name = sql.Identifier(login)
            cursor.execute(sql.SQL("GRANT keyring_user TO {}").format(name))
            cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name))


def look_at_views(lent: connection, login: str) -> None:
    """Queries name read models without their schema."""
    with lent, lent.cursor() as cursor:
        role, database = sql.Identifier(login), sql.Identifier(lent.info.dbname)
        cursor.execute(
            sql.SQL("ALTER ROLE {} IN DATABASE {} SET search_path = view").format(role, database)
        )


def at_database(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def bare(server: str) -> str:
    """A server's address without its password: that of the superuser is kept nowhere else."""
    parts = urlsplit(server)
    return urlunsplit((parts.scheme, f"{parts.hostname}:{parts.port}", "", "", ""))
