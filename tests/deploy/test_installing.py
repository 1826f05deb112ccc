"""Server programs are found where machines keep them, fetched where that is allowed, or named."""

import pytest

from deploy.local import installing, privilege
from deploy.local.installing import Missing


def a_program(place, name, says=""):
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(f"#!/bin/sh\necho '{says}'\n")
    (place / name).chmod(0o755)


def a_postgres(place, version):
    for name in ("initdb", "pg_ctl"):
        a_program(place, name)
    a_program(place, "postgres", f"postgres (PostgreSQL) {version}")
    return place


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine without servers, where we are nobody special."""
    monkeypatch.setattr(installing, "_POSTGRES_PLACES", ())
    monkeypatch.setattr(installing, "_RABBITMQ_PLACES", ())
    monkeypatch.setattr(installing, "_from_path", lambda _: [])
    monkeypatch.setattr(installing, "_from_pg_config", list)
    monkeypatch.setattr(installing, "_from_wheel", list)
    monkeypatch.setattr(privilege, "_way_to_be_root", list)


def test_the_newest_postgresql_of_a_machine_is_taken(bare_machine, monkeypatch, tmp_path):
    for version in ("15", "9.6", "17"):
        a_postgres(tmp_path / version / "bin", f"{version}.1")
    monkeypatch.setattr(installing, "_POSTGRES_PLACES", (f"{tmp_path}/*/bin",))

    assert installing.postgres_binaries() == tmp_path / "17" / "bin"


def test_a_postgresql_that_is_too_old_does_not_count(bare_machine, monkeypatch, tmp_path):
    a_postgres(tmp_path / "bin", "14.11 (Debian 14.11-1)")
    monkeypatch.setattr(installing, "_POSTGRES_PLACES", (f"{tmp_path}/bin",))

    with pytest.raises(Missing, match="PostgreSQL 15"):
        installing.postgres_binaries()


def test_the_wheel_s_postgresql_is_good_for_single_node_mode_only(
    bare_machine, monkeypatch, tmp_path
):
    place = a_postgres(tmp_path / "pginstall" / "bin", "16.4")
    monkeypatch.setattr(installing, "_from_wheel", lambda: [place])

    assert installing.postgres_binaries() == place
    with pytest.raises(Missing):
        installing.postgres_binaries(wheel=False)


def test_where_nothing_can_be_installed_a_person_is_told_what_to_do(bare_machine, capsys):
    with pytest.raises(Missing, match=r"apt-get install .* postgresql rabbitmq-server"):
        installing.ensure_servers()


def test_only_what_is_missing_is_installed(bare_machine, monkeypatch, tmp_path):
    a_program(tmp_path / "rabbit", "rabbitmq-server")
    a_program(tmp_path / "rabbit", "rabbitmqctl")
    monkeypatch.setattr(installing, "_RABBITMQ_PLACES", (f"{tmp_path}/rabbit",))
    monkeypatch.setattr(installing, "_POSTGRES_PLACES", (f"{tmp_path}/postgres",))
    asked_for = []

    def install(packages):
        asked_for.extend(packages)
        a_postgres(tmp_path / "postgres", "15.18")

    monkeypatch.setattr(privilege, "apt_get", install)

    installing.ensure_servers()

    assert asked_for == ["postgresql"]
