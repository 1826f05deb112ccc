"""A town, a console, and what the verbs of `deploy/ops policy` are tried with."""

import json
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from structlog.testing import capture_logs
from typer.testing import CliRunner

from deploy.cli import ops_policy
from deploy.cli.ops import app

from .towns import OverTheCounter, Town

PROGRAMME = "deploy/programmes/1mm-ncs.yaml"


@pytest.fixture(scope="session")
def town(postgres, tmp_path_factory, pytestconfig):
    one = Town(postgres, tmp_path_factory.mktemp("town"))
    document = yaml.safe_load((pytestconfig.rootpath / PROGRAMME).read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(document, default=str))
    one.ask("profiles", "PublishPolicy", "1mm-ncs", programme="1mm-ncs", document=plain)
    return one


class Told:
    """What a console answered, as `--json` has it."""

    def __init__(self, result):
        self.code = result.exit_code
        self.stderr = result.stderr
        whole = json.loads(result.stdout)
        assert set(whole) == {"version", "status", "data", "problems"}
        self.status, self.data, self.problems = whole["status"], whole["data"], whole["problems"]


@pytest.fixture(scope="session")
def console():
    """Run a verb of an app on a home, with --json."""

    def run(app, home, *words):
        result = CliRunner().invoke(app, [*words, "--home", str(home), "--json"])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Told(result)

    return run


@pytest.fixture
def counter(town):
    return OverTheCounter(town)


@pytest.fixture
def policy(town, console, counter, monkeypatch):
    """Run a verb of `deploy/ops policy` on the town."""

    @contextmanager
    def asking(_):
        with capture_logs():  # a service's own lines would stand between the console's
            yield counter

    monkeypatch.setattr(ops_policy, "asking", asking)
    return lambda *words: console(app, town.home, "policy", *map(str, words))


@pytest.fixture
def edition(tmp_path):
    """The programme's file as another version, with `section__key=value` put in its place."""

    def write(version=2, since="2027-01-01", programme=None, **changes):
        document = yaml.safe_load(Path(PROGRAMME).read_text(encoding="utf-8"))
        document["policy"] |= {"version": version, "effective_from": since}
        document["programme"]["id"] = programme or document["programme"]["id"]
        for path, value in changes.items():
            *way, last = path.split("__")
            part = document
            for name in way:
                part = part[name]
            part[last] = value
        file = tmp_path / f"{uuid4()}.yaml"
        file.write_text(yaml.safe_dump(document), encoding="utf-8")
        return file

    return write
