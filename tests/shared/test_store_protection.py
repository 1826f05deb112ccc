"""Append-only: by triggers on every partition for the owner, by privilege for everybody else."""

import psycopg2
import pytest

from shared.store import Append

PROTECTED = ["event", "event_p0", "log", "log_p0", "append_key", "migration", "checkpoint", "tile"]

INSERTS = {
    "append_key": "(gen_random_uuid(), 0, 1, 1, 0, 0)",
    "checkpoint": "(1, '', '')",
    "tile": "(0, 0, decode(repeat('00', 8192), 'hex'))",
}


@pytest.fixture
def filled(store, superuser, new):
    store.append(Append("order-1", [new(), new()]))
    store.sequence()
    for table, row in INSERTS.items():
        superuser.execute(f"INSERT INTO es.{table} VALUES {row}")
    return superuser


@pytest.mark.parametrize("table", PROTECTED)
@pytest.mark.parametrize("role", ["mentoring", "es_owner"])
def test_neither_superuser_nor_owner_changes_what_was_written(filled, table, role):
    if role == "es_owner":
        filled.execute("SET ROLE es_owner")
    column = {"migration": "name", "append_key": "part", "checkpoint": "root", "tile": "hashes"}
    name = column.get(table, "leaf_hash")
    for statement in (
        f"UPDATE es.{table} SET {name} = {name}",
        f"DELETE FROM es.{table}",
        f"TRUNCATE es.{table}",
    ):
        with pytest.raises(psycopg2.Error, match="append-only") as refusal:
            filled.execute(statement)
        assert refusal.value.pgcode == "ES003"


def test_every_partition_there_is_refuses_to_be_emptied(filled):
    filled.execute(
        "SELECT inhrelid::regclass::text FROM pg_inherits"
        " WHERE inhparent IN ('es.event'::regclass, 'es.log'::regclass)"
    )
    partitions = [name for (name,) in filled.fetchall()]
    assert len(partitions) >= 4
    for partition in partitions:
        with pytest.raises(psycopg2.Error, match="append-only"):
            filled.execute(f"TRUNCATE {partition}")


@pytest.mark.parametrize("kind", ["service", "tail", "auditor"])
@pytest.mark.parametrize("table", ["event", "event_p0", "log", "log_p0", "stream", "append_key"])
def test_no_login_may_touch_the_evidence(filled, login, kind, table):
    cursor = login(kind).cursor()
    column = "append_id" if table != "stream" else "version"
    for statement in (
        f"INSERT INTO es.{table} ({column}) VALUES (1)",
        f"UPDATE es.{table} SET {column} = 1",
        f"DELETE FROM es.{table}",
        f"TRUNCATE es.{table}",
        f"ALTER TABLE es.{table} DISABLE TRIGGER ALL",
        f"DROP TABLE es.{table}",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE es_owner",
        "SELECT es.add_partition('event', 0, 1)",
        "SELECT es.protect('es.event')",
        "INSERT INTO es.pending VALUES (1)",
        "SELECT nextval('es.append_seq')",
        "UPDATE es.identity SET rehearsal = true",
        "INSERT INTO es.clock (now) VALUES (now())",
        "CREATE TABLE es.mine ()",
        "CREATE TABLE view.mine ()",
    ],
)
def test_a_service_has_no_other_way_in(login, statement):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        login("service").cursor().execute(statement)


@pytest.mark.parametrize("kind", ["service", "tail"])
def test_a_login_does_its_work_through_the_store(store_as, kind, new):
    store = store_as(kind)
    store.append(Append("order-1", [new()], key=new().id))
    store.append(Append("order-1", [new()]), Append("order-2", [new()]))
    store.sequence()
    assert [event.position for event in store.log()] == [0, 1, 2]
    assert store.load("order-1", new().id, "order-2").guide == 0


def test_the_tail_makes_read_models_and_the_others_read_them(login):
    tail = login("tail").cursor()
    tail.execute("CREATE TABLE view.total AS SELECT 7 AS n")
    for kind in ("service", "auditor"):
        reader = login(kind).cursor()
        reader.execute("SELECT n FROM view.total")
        assert reader.fetchone() == (7,)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            reader.execute("DELETE FROM view.total")
    tail.execute("DROP TABLE view.total")


def test_working_state_is_written_by_whom_it_belongs_to(login):
    service, tail = login("service").cursor(), login("tail").cursor()
    service.execute(
        "INSERT INTO es.inbox (handler, source, event_id) VALUES ('h', 's', gen_random_uuid())"
    )
    service.execute("INSERT INTO es.hearing VALUES ('h', 's', 'T', 1)")
    service.execute("UPDATE es.hearing SET ordinal = 2")
    service.execute(
        "INSERT INTO es.missing (handler, source, type, ordinal) VALUES ('h', 's', 'T', 1)"
    )
    service.execute("DELETE FROM es.missing")
    tail.execute("INSERT INTO es.said (exchange, type, ordinal, position) VALUES ('e', 'T', 1, 0)")
    tail.execute("UPDATE es.said SET ordinal = 2")
    tail.execute("INSERT INTO es.subscription (name, position) VALUES ('relay', 0)")
    tail.execute(
        "INSERT INTO es.timer (key, due_at, command, data, cause, meta)"
        " VALUES ('k', now(), 'Remind', '{}', gen_random_uuid(), '{}')"
    )
    tail.execute("UPDATE es.timer SET fired_at = now()")
    tail.execute("DELETE FROM es.timer")
    for cursor, statement in (
        (service, "DELETE FROM es.inbox"),
        (service, "UPDATE es.said SET ordinal = 9"),
        (service, "DELETE FROM es.timer"),
        (tail, "DELETE FROM es.said"),
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


# ---- partitions -----------------------------------------------------------------------------


def test_two_partitions_are_kept_ahead_of_need(store, superuser):
    assert store.add_partitions() == 0
    superuser.execute("SELECT setval('es.append_seq', 10000001)")
    assert store.add_partitions() == 1
    assert store.add_partitions() == 0


def test_a_stream_goes_on_across_the_border_of_a_partition(store, superuser, new):
    superuser.execute("SELECT setval('es.append_seq', 9999998)")
    for _ in range(3):
        store.append(Append("order-1", [new()]))
    store.sequence()
    assert [event.version for event in store.load("order-1").events] == [0, 1, 2]
    assert [event.position for event in store.log()] == [0, 1, 2]
    superuser.execute("SELECT count(DISTINCT tableoid) FROM es.event")
    assert superuser.fetchone() == (2,)


def test_the_tail_may_add_partitions_and_they_are_protected(login, superuser):
    superuser.execute("SELECT setval('es.append_seq', 22000000)")
    tail = login("tail").cursor()
    tail.execute("SELECT es.add_partitions()")
    assert tail.fetchone() == (2,)
    with pytest.raises(psycopg2.Error, match="append-only"):
        superuser.execute("TRUNCATE es.event_p4")
