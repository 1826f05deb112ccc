"""The fleet of containers is described rightly, and its first step really prepares the others."""

import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import yaml

from deploy import containing
from deploy.cli.table import NICE
from deploy.installation import SERVICES
from deploy.local import containers
from deploy.local.postgres import Postgres
from shared.settings import Settings

ROOT = Path(__file__).parents[2]
FLEET = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = [*SERVICES, *(f"{service}-tail" for service in SERVICES)]


def test_the_compose_file_keeps_the_compose_schema():
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec",
         str(ROOT / "docker-compose.yml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["broker", "database", *OURS])
def test_everything_that_stays_up_is_asked_whether_it_is_well(name):
    assert FLEET["services"][name]["healthcheck"]["test"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_and_its_tail_see_their_own_secrets_only(service):
    for name in (service, f"{service}-tail"):
        assert FLEET["services"][name]["volumes"] == [f"{service}:/run/mentoring/own:ro"]
        assert FLEET["services"][name]["command"][1] == service


def test_reports_stand_back_for_everybody_else():
    shares = {name: FLEET["services"][name].get("cpu_shares", 1024) for name in OURS}
    modest = {name for name, share in shares.items() if share < 1024}
    assert (
        modest
        == {"evaluation", "evaluation-tail"}
        == {f"{one}{end}" for one in NICE for end in ("", "-tail")}
    )


@pytest.mark.parametrize("name", OURS)
def test_ours_wait_for_database_broker_and_installation(name):
    assert set(FLEET["services"][name]["depends_on"]) == {"database", "broker", "installation"}


def test_no_secret_stands_in_the_compose_file_and_no_port_is_open():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert "default_pass" not in text
    assert "ports:" not in text


def test_the_passwords_are_made_once_behind_a_closed_door(tmp_path):
    room = tmp_path / "secrets"
    containers.prepare(room)
    first = {file.name: file.read_text() for file in room.iterdir()}

    containers.prepare(room)

    assert {file.name: file.read_text() for file in room.iterdir()} == first
    assert room.stat().st_mode & 0o077 == 0
    assert first["broker_password"] in first["broker.conf"]
    named = {Path(one["file"]).name for one in FLEET["secrets"].values()}
    assert named == set(first)


@pytest.fixture
def own_postgres(tmp_path):
    # The names of services are the fleet's own, so no other test may share this server.
    server = Postgres(tmp_path / "postgres").start()
    yield server
    server.kill()


def test_the_installation_step_makes_working_settings_for_every_service(
    own_postgres, tmp_path, monkeypatch
):
    postgres = own_postgres
    password = tmp_path / "password"
    password.write_text((postgres.home / "password").read_text())
    environment = {
        "DATABASE_HOST": f"127.0.0.1:{postgres.port}",
        "DATABASE_PASSWORD_FILE": str(password),
        "BROKER_HOST": "broker:5672",
        "BROKER_PASSWORD_FILE": str(password),
        "SECRETS_FOLDER": str(tmp_path / "rooms"),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert containing.main() == 0

    for service in SERVICES:
        settings = Settings.read(as_compose_says(service, tmp_path / "rooms" / service))
        for dsn in (settings.service_dsn, settings.tail_dsn, settings.keys_dsn):
            psycopg2.connect(dsn).close()


def as_compose_says(service, room):
    told = FLEET["services"][service]["environment"]
    return {name: value.replace("/run/mentoring/own", str(room)) for name, value in told.items()}
