"""Real servers for whoever needs them, and the record of which tests prove which requirements."""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from deploy.local.leash import leash
from deploy.local.postgres import Postgres
from deploy.local.rabbitmq import Rabbitmq

ROOT = Path(__file__).parent.parent
# How fast a machine is says nothing about what is tested on it.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trace-out", metavar="FILE", help="write requirement ids and their tests")


# ---- servers --------------------------------------------------------------------------------
# `make test` starts one of each and names their directories; anybody's plain `pytest tests/…`
# starts its own, only when a test asks for one, and stops it at the end.


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    if running := os.environ.get("MENTORING_TEST_POSTGRES"):
        yield Postgres(Path(running))
        return
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    with leash(server.home):
        yield server.start()


@pytest.fixture(scope="session")
def rabbitmq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rabbitmq]:
    if running := os.environ.get("MENTORING_TEST_RABBITMQ"):
        yield Rabbitmq(Path(running))
        return
    node = Rabbitmq(tmp_path_factory.mktemp("rabbitmq"))
    with leash(node.home):
        yield node.start()


@pytest.fixture
def fresh_database(postgres: Postgres) -> Iterator[str]:
    """The name of a new, empty database."""
    name = postgres.create_database()
    yield name
    postgres.drop_database(name)


@pytest.fixture
def fresh_vhost(rabbitmq: Rabbitmq) -> Iterator[str]:
    """The AMQP URI of a new, empty virtual host."""
    name = rabbitmq.add_vhost(f"t_{os.urandom(6).hex()}")
    yield rabbitmq.uri(name)
    rabbitmq.drop_vhost(name)


# ---- kinds ----------------------------------------------------------------------------------

KINDS_BY_FIXTURE = {"postgres": "store", "rabbitmq": "bus"}
KINDS_BY_FOLDER = {"bus": "bus", "system": "system", "deploy": "deploy"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test by the servers it asks for, so that `make verify` can leave them all out."""
    asked = set(getattr(item, "fixturenames", ()))
    for fixture, kind in KINDS_BY_FIXTURE.items():
        if fixture in asked:
            item.add_marker(kind)
    if kind := KINDS_BY_FOLDER.get(item.path.relative_to(ROOT / "tests").parts[0]):
        item.add_marker(kind)


# ---- proof ----------------------------------------------------------------------------------


class Trace:
    """Which tests passed for which requirement."""

    def __init__(self) -> None:
        self.wanted: dict[str, list[str]] = {}
        self.proved: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            marks = item.iter_markers("requirement")
            self.wanted[item.nodeid] = [str(row) for mark in marks for row in mark.args]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            for row in self.wanted.get(report.nodeid, ()):
                self.proved[row].append(report.nodeid)


TRACE = pytest.StashKey[Trace]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TRACE] = Trace()
    config.pluginmanager.register(config.stash[TRACE], "trace")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if target := session.config.getoption("--trace-out"):
        proved = session.config.stash[TRACE].proved
        ordered = {row: sorted(proved[row]) for row in sorted(proved)}
        Path(target).write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
