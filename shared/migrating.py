"""Bringing a database to the shape this version needs: numbered files, each run once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from psycopg2 import sql
from psycopg2.extensions import connection, encrypt_password
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

MIGRATIONS = Path(__file__).parent / "migrations"
VERIFY = "-- verify:"
ROLES = {"service": "es_writer", "tail": "es_relay", "auditor": "es_auditor"}
LOCK = 7305808869229538660


class Tampered(Exception):
    """A migration that was applied is not the file of that name any more."""


class Unverified(Exception):
    """A migration ran, but the database is not as its last line says it must be."""


class Mistaken(Exception):
    """The database was made for another origin, or for the other kind of installation."""


@dataclass(frozen=True)
class Migration:
    """One numbered file of SQL that ends with a query which must be true afterwards."""

    name: str
    text: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def verification(self) -> str:
        _, found, query = self.text.partition(VERIFY)
        if not found:
            raise Unverified(f"{self.name} does not say how to verify it")
        return query.replace("\n--", "\n")


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Read the files of a folder in the order they have to run."""
    return [Migration(file.name, file.read_text()) for file in sorted(folder.glob("*.sql"))]


def plan(connection: connection, folder: Path = MIGRATIONS) -> list[str]:
    """Name the migrations that are still to be applied; changes nothing.

    Raises `Tampered` if one that was applied has changed since or is gone.
    """
    with connection, connection.cursor() as cursor:
        return [missing.name for missing in _missing(cursor, migrations(folder))]


def migrate(
    connection: connection, *, origin: str, rehearsal: bool, folder: Path = MIGRATIONS
) -> list[str]:
    """Apply what is missing, each file in a transaction of its own; returns their names.

    The connection is the superuser's. `origin` names the log for ever, its last part the service;
    `rehearsal` says whether its clock may be set. Raises `Tampered`, `Unverified`, `Mistaken`.
    """
    known = migrations(folder)
    applied = []
    while name := _apply_next(connection, known, origin, rehearsal=rehearsal):
        applied.append(name)
    _recognise(connection, origin, rehearsal=rehearsal)
    return applied


def provision(connection: connection, service: str, passwords: dict[str, str]) -> None:
    """Make the logins of a service, and let nobody else connect to this database.

    `passwords` has the keys of `ROLES`. Only their SCRAM verifiers are sent. Running it again sets
    the passwords anew.
    """
    with connection, connection.cursor() as cursor:
        database = sql.Identifier(connection.info.dbname)
        cursor.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(database))
        _keep_statements_out_of_logs(cursor, database)
        for kind, group in ROLES.items():
            login = f"{service}_{kind}"
            _make_login(cursor, login, passwords[kind])
            _grant(cursor, login, group, database)


def _apply_next(
    connection: connection, known: list[Migration], origin: str, *, rehearsal: bool
) -> str | None:
    with connection, connection.cursor() as cursor:
        # Two operators may start at once: the second waits, looks again and finds less to do.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        missing = _missing(cursor, known)
        if not missing:
            return None
        cursor.execute(
            "SELECT set_config('migration.origin', %s, true),"
            " set_config('migration.rehearsal', %s, true)",
            (origin, str(rehearsal)),
        )
        _apply(cursor, missing[0])
        return missing[0].name


def _apply(cursor: Cursor, migration: Migration) -> None:
    cursor.execute(migration.text)
    cursor.execute(migration.verification)
    if cursor.fetchone() != (True,):
        raise Unverified(f"{migration.name} was not verified and is rolled back")
    cursor.execute(
        "INSERT INTO es.migration (name, checksum) VALUES (%s, %s)",
        (migration.name, migration.checksum),
    )


def _missing(cursor: Cursor, known: list[Migration]) -> list[Migration]:
    applied = _applied(cursor)
    by_name = {migration.name: migration for migration in known}
    for name, checksum in applied.items():
        if name not in by_name or by_name[name].checksum != checksum:
            raise Tampered(f"{name} is not the file that was applied here")
    return [migration for migration in known if migration.name not in applied]


def _applied(cursor: Cursor) -> dict[str, str]:
    cursor.execute("SELECT to_regclass('es.migration') IS NOT NULL")
    if cursor.fetchone() != (True,):
        return {}
    cursor.execute("SELECT name, checksum FROM es.migration")
    return dict(cursor.fetchall())


def _recognise(connection: connection, origin: str, *, rehearsal: bool) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT origin, rehearsal FROM es.identity")
        if (found := cursor.fetchone()) != (origin, rehearsal):
            raise Mistaken(f"asked for {origin}, rehearsal {rehearsal}; this database is {found}")


def _keep_statements_out_of_logs(cursor: Cursor, database: sql.Identifier) -> None:
    """Stop the server from writing down, after every conflict, the statement with its data."""
    for setting, value in (("log_min_error_statement", "panic"), ("log_error_verbosity", "terse")):
        cursor.execute(
            sql.SQL("ALTER DATABASE {} SET {} = {}").format(
                database, sql.Identifier(setting), sql.Literal(value)
            )
        )


def _make_login(cursor: Cursor, login: str, password: str) -> None:
    name = sql.Identifier(login)
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,))
    if cursor.rowcount == 0:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
    # Hashed here, so that no password reaches the server's log of statements.
    verifier = encrypt_password(password, login, cursor.connection, "scram-sha-256")
    cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(verifier)))


def _grant(cursor: Cursor, login: str, group: str, database: sql.Identifier) -> None:
    name = sql.Identifier(login)
    cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), name))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name))
    if group == ROLES["tail"]:
        # Its read models belong to the login that makes them, not to the group.
        cursor.execute(
            sql.SQL(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA view"
                " GRANT SELECT ON TABLES TO es_writer, es_relay, es_auditor"
            ).format(name)
        )
