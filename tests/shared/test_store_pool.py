"""The pool: bounded, patient for so long, and never lending a dead or dirty connection."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg2
import pytest

from shared.connecting import Exhausted, Pool


def backend(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_the_connection_used_last_is_lent_first(pool):
    with pool.connection() as first, pool.connection() as second:
        pids = backend(first), backend(second)
    with pool.connection() as again:
        assert backend(again) == pids[0]


def test_no_more_connections_than_its_size_and_then_a_clear_refusal(database):
    pool = Pool(database, size=1, timeout=0.01)
    with pool.connection(), pytest.raises(Exhausted, match="free within"), pool.connection():
        pass
    with pool.connection() as free:
        assert backend(free)
    pool.close()


def test_a_caller_waits_for_a_connection_to_come_back(database):
    pool = Pool(database, size=1)
    with ThreadPoolExecutor(4) as threads:
        pids = set(threads.map(lambda _: _used(pool), range(20)))
    assert len(pids) == 1
    pool.close()


def _used(pool):
    with pool.connection() as lent:
        return backend(lent)


def test_what_failed_is_rolled_back_and_the_connection_lives_on(pool, superuser):
    superuser.execute("CREATE TABLE note (n int)")

    pids = []

    def fail():
        with pool.connection() as lent, lent.cursor() as cursor:
            pids.append(backend(lent))
            cursor.execute("BEGIN; INSERT INTO note VALUES (1)")
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(psycopg2.errors.DivisionByZero):
        fail()
    with pool.connection() as lent, lent.cursor() as cursor:
        assert [backend(lent)] == pids
        assert lent.autocommit
        cursor.execute("SELECT count(*) FROM note")
        assert cursor.fetchone() == (0,)


def test_a_transaction_somebody_forgot_is_rolled_back(pool, superuser):
    superuser.execute("CREATE TABLE note (n int)")
    with pool.connection() as lent, lent.cursor() as cursor:
        lent.autocommit = False
        cursor.execute("INSERT INTO note VALUES (1)")
    superuser.execute("SELECT count(*) FROM note")
    assert superuser.fetchone() == (0,)


def test_a_connection_the_server_has_closed_is_not_lent(pool, superuser):
    with pool.connection() as lent:
        pid = backend(lent)
    superuser.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    with pool.connection() as fresh:
        assert backend(fresh) != pid


def test_an_aged_connection_is_replaced(database):
    pool = Pool(database, size=1, max_age=0.0)
    assert _used(pool) != _used(pool)
    pool.close()


def test_a_server_that_cannot_be_reached_does_not_use_up_the_places():
    pool = Pool("host=127.0.0.1 port=1 dbname=none", size=1, timeout=0.01)
    for _ in range(3):
        with pytest.raises(psycopg2.OperationalError), pool.connection():
            pass


def test_a_connection_speaks_utc_and_ends_long_statements(pool):
    with pool.connection() as lent, lent.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('timezone'), current_setting('statement_timeout'),"
            " current_setting('client_connection_check_interval')"
        )
        assert cursor.fetchone() == ("UTC", "30s", "500ms")


def test_options_given_in_the_dsn_hold(database):
    given = psycopg2.extensions.make_dsn(database, options="-c statement_timeout=7s")
    pool = Pool(given)
    with pool.connection() as lent, lent.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("7s",)
    pool.close()


def test_connections_are_made_in_parallel(database):
    pool, together = Pool(database, size=3), Barrier(3, timeout=20)

    def meet(_):
        with pool.connection() as lent:
            together.wait()
            return backend(lent)

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(meet, range(3)))) == 3
    pool.close()


GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
from eventlet.event import Event
from shared.connecting import Exhausted, Pool

pool, met, inside = Pool(sys.argv[1], size=2, timeout=20), Event(), set()

def use(turn):
    with pool.connection() as lent, lent.cursor() as cursor:
        cursor.execute("SELECT %s", (turn,))
        inside.add(lent)
        if len(inside) == 2 and not met.ready():
            met.send()
        met.wait()
        return cursor.fetchone()[0]

done = list(eventlet.GreenPool(6).imap(use, range(12)))
tight = Pool(sys.argv[1], size=1, timeout=0.01)
refused = False
with tight.connection():
    try:
        with tight.connection():
            pass
    except Exhausted:
        refused = True
print(done == list(range(12)), len(inside), refused)
"""


def test_green_threads_share_a_pool_as_others_do(database):
    run = [sys.executable, "-W", "ignore", "-c", GREEN, database]
    answer = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    assert answer.stdout.split() == ["True", "2", "True"]
