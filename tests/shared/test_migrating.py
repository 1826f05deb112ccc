"""Migrations run once, are never edited, and are believed only when verified."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import psycopg2
import pytest

from shared.lending import Pinned
from shared.migrating import (
    MIGRATIONS,
    Mistaken,
    Tampered,
    Unverified,
    migrate,
    migrations,
    plan,
    provision,
)
from shared.store import Store

ALL = [migration.name for migration in migrations()]


@pytest.fixture
def empty(postgres):
    name = postgres.create_database()
    yield postgres.dsn(name)
    postgres.drop_database(name)


@pytest.fixture
def connection(empty):
    with closing(psycopg2.connect(empty)) as connection:
        yield connection


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(MIGRATIONS, tmp_path / "migrations")


def run(connection, **options):
    return migrate(connection, **{"origin": "example/orders", "rehearsal": False} | options)


def test_what_is_missing_is_applied_in_order_and_only_once(connection):
    assert plan(connection) == ALL == sorted(ALL)
    assert run(connection) == ALL
    assert plan(connection) == run(connection) == []


def test_a_plan_changes_nothing(connection):
    plan(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('es')")
        assert cursor.fetchone() == (None,)


def test_each_is_written_down_with_its_checksum(connection):
    run(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT name, checksum FROM es.migration ORDER BY name")
        assert cursor.fetchall() == [(m.name, m.checksum) for m in migrations()]


def test_an_applied_file_that_changed_is_named(connection, folder):
    run(connection, folder=folder)
    with (folder / ALL[2]).open("a") as file:
        file.write("\n-- a harmless remark\n")
    with pytest.raises(Tampered, match=ALL[2]):
        run(connection, folder=folder)
    with pytest.raises(Tampered, match=ALL[2]):
        plan(connection, folder)


def test_an_applied_file_that_is_gone_is_named(connection, folder):
    run(connection, folder=folder)
    (folder / ALL[-1]).unlink()
    with pytest.raises(Tampered, match=ALL[-1]):
        plan(connection, folder)


def test_a_later_file_is_applied_to_a_database_in_use(connection, folder):
    run(connection, folder=folder)
    (folder / "0999_more.sql").write_text(
        "CREATE TABLE es.more ();\n-- verify: SELECT\n--   true\n"
    )
    assert plan(connection, folder) == run(connection, folder=folder) == ["0999_more.sql"]


@pytest.mark.parametrize(
    "ending", ["-- verify: SELECT false", "-- verify: SELECT NULL::boolean", ""]
)
def test_a_file_that_is_not_verified_leaves_no_trace(connection, folder, ending):
    run(connection, folder=folder)
    (folder / "0999_more.sql").write_text(f"CREATE TABLE es.more ();\n{ending}\n")
    with pytest.raises(Unverified, match="0999_more"):
        run(connection, folder=folder)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('es.more')")
        assert cursor.fetchone() == (None,)
    assert plan(connection, folder) == ["0999_more.sql"]


def test_two_operators_at_once_do_the_work_once(empty):
    def operator(_):
        with closing(psycopg2.connect(empty)) as connection:
            return run(connection)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(operator, range(2))
    assert sorted(first + second) == ALL


def test_several_databases_of_one_cluster_are_migrated_at_once(postgres):
    names = [postgres.create_database() for _ in range(3)]

    def operator(name):
        with closing(psycopg2.connect(postgres.dsn(name))) as connection:
            return run(connection)

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(operator, names)) == [ALL] * 3
    for name in names:
        postgres.drop_database(name)


def test_a_database_knows_its_origin_and_what_it_is_for(connection):
    run(connection, origin="example/orders", rehearsal=True)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT origin, service, rehearsal, epoch, i.system_identifier = c.system_identifier"
            " FROM es.identity AS i, pg_control_system() AS c"
        )
        assert cursor.fetchall() == [("example/orders", "orders", True, 1, True)]


@pytest.mark.parametrize("other", [{"origin": "example/bills"}, {"rehearsal": True}])
def test_a_database_is_not_taken_for_another(connection, other):
    run(connection)
    with pytest.raises(Mistaken):
        run(connection, **other)


def test_everything_belongs_to_a_role_nobody_logs_in_as(connection):
    run(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
            " WHERE relnamespace = 'es'::regnamespace"
        )
        assert cursor.fetchall() == [("es_owner",)]
        cursor.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'es_owner'")
        assert cursor.fetchone() == (False,)


# ---- the clock ------------------------------------------------------------------------------


def set_clock(cursor, day):
    cursor.execute("SELECT es.set_clock(%s)", (datetime(2026, 9, day, tzinfo=UTC),))


def test_only_a_rehearsal_has_a_clock_to_set(connection):
    run(connection)
    with pytest.raises(psycopg2.Error, match="not a rehearsal"), connection.cursor() as cursor:
        set_clock(cursor, 1)


def test_a_store_tells_the_time_of_its_rehearsal(connection):
    run(connection, rehearsal=True)
    connection.autocommit = True
    store = Store(Pinned(connection))
    assert (store.is_rehearsal(), store.clock()) == (True, None)
    with connection.cursor() as cursor:
        set_clock(cursor, 5)
    assert store.clock() == datetime(2026, 9, 5, tzinfo=UTC)


def test_a_store_knows_that_it_is_no_rehearsal(store):
    assert (store.is_rehearsal(), store.clock()) == (False, None)


def test_the_clock_of_a_rehearsal_moves_forward_only(connection):
    run(connection, rehearsal=True)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for day in (1, 3, 3):
            set_clock(cursor, day)
        with pytest.raises(psycopg2.Error, match="backwards") as refusal:
            set_clock(cursor, 2)
        assert refusal.value.pgcode == "ES005"
        cursor.execute("SELECT now FROM es.clock")
        assert cursor.fetchall() == [(datetime(2026, 9, 3, tzinfo=UTC),)]


# ---- logins ---------------------------------------------------------------------------------


def test_no_service_connects_to_the_database_of_another(postgres, connection):
    run(connection)
    passwords = {"service": "a", "tail": "b", "auditor": "c"}
    provision(connection, "orders", passwords)
    provision(connection, "orders", passwords)
    other = postgres.create_database()
    with closing(psycopg2.connect(postgres.dsn(other))) as others:
        run(others, origin="example/bills")
        provision(others, "bills", passwords)
    for service, own, foreign in (
        ("orders", connection.info.dbname, other),
        ("bills", other, connection.info.dbname),
    ):
        for kind, password in passwords.items():
            logged_in = {"user": f"{service}_{kind}", "password": password}
            psycopg2.connect(postgres.dsn(own), **logged_in).close()
            with pytest.raises(psycopg2.OperationalError, match="permission denied"):
                psycopg2.connect(postgres.dsn(foreign), **logged_in)
    postgres.drop_database(other)


def test_a_password_is_stored_as_a_verifier_and_may_be_changed(postgres, connection):
    run(connection)
    provision(connection, "orders", {"service": "old", "tail": "b", "auditor": "c"})
    provision(connection, "orders", {"service": "new", "tail": "b", "auditor": "c"})
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'orders_service'")
        assert cursor.fetchone()[0].startswith("SCRAM-SHA-256$")
    dsn = postgres.dsn(connection.info.dbname)
    psycopg2.connect(dsn, user="orders_service", password="new").close()
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(dsn, user="orders_service", password="old")


def test_the_server_never_logs_the_statements_of_this_database(postgres, connection):
    run(connection)
    provision(connection, "orders", {"service": "a", "tail": "b", "auditor": "c"})
    dsn = postgres.dsn(connection.info.dbname)
    with closing(psycopg2.connect(dsn, user="orders_service", password="a")) as service:
        cursor = service.cursor()
        cursor.execute(
            "SELECT current_setting('log_min_error_statement'),"
            " current_setting('log_error_verbosity')"
        )
        assert cursor.fetchone() == ("panic", "terse")
