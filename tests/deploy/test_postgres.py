"""The private PostgreSQL cluster keeps its promises through stops, kills and odd places."""

import os
from contextlib import closing

import psycopg2
import pytest

from deploy.local import disguise, installing
from deploy.local.alive import is_alive
from deploy.local.postgres import Postgres


@pytest.fixture
def server(tmp_path):
    one = Postgres(tmp_path / "a place" / "postgres")
    yield one
    one.kill()


def answer(server, question, database="postgres"):
    with closing(psycopg2.connect(server.dsn(database))) as line, line.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_a_new_cluster_checks_its_pages_and_waits_for_the_disk(server):
    server.start()

    assert answer(server, "SHOW data_checksums") == "on"
    assert answer(server, "SHOW fsync") == "on"
    assert answer(server, "SHOW server_encoding") == "UTF8"


def test_nobody_gets_in_without_the_password(server):
    server.start()

    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(host="127.0.0.1", port=server.port, user="mentoring", password="guess")


def test_only_its_owner_may_read_the_password(server):
    server.start()

    assert (server.home / "password").stat().st_mode & 0o077 == 0


def test_what_was_written_survives_a_kill_and_a_restart_on_the_same_port(server):
    before = server.start().dsn()
    name = server.create_database()
    server.kill()
    assert not server.is_running()

    server.start()

    assert answer(server, "SELECT current_database()", name) == name
    assert server.dsn() == before


def test_a_stale_process_id_that_now_belongs_to_a_stranger_is_not_believed(server):
    server.start()
    server.kill()
    (server.home / "data" / "postmaster.pid").write_text(f"{os.getppid()}\n")
    assert not server.is_running()

    server.start()

    assert answer(server, "SELECT 1") == 1


def test_stopping_leaves_no_process_behind(server):
    pid = server.start().pid()

    server.stop()

    assert not is_alive(pid)
    server.stop()  # twice does no harm


def test_a_database_is_copied_from_a_template_and_dropped_with_its_connections(server):
    server.start()
    model = server.create_database("model")
    with closing(psycopg2.connect(server.dsn(model))) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 7 AS number")
        connection.commit()

    copy = server.create_database(template=model)

    with closing(psycopg2.connect(server.dsn(copy))) as still_open:
        assert answer(server, "SELECT number FROM kept", copy) == 7
        server.drop_database(copy)
        assert still_open is not None


def test_a_checkout_below_a_closed_directory_is_no_obstacle(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "postgres")
    try:
        server.start()
        assert answer(server, "SELECT 1") == 1
    finally:
        server.kill()
    assert closed.stat().st_mode & 0o777 == 0o700
    if disguise.needed():
        assert not (server.home / "data").is_symlink()


def test_the_wheel_s_programs_do_when_the_machine_has_none(tmp_path):
    [binaries] = installing._from_wheel() or [None]
    if binaries is None:
        pytest.skip("the extra `embedded` is not installed")
    server = Postgres(tmp_path / "postgres", binaries)
    try:
        server.start()
        assert answer(server, "SELECT current_setting('server_version_num')::int >= 150000")
    finally:
        server.kill()
