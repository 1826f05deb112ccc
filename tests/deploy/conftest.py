"""A town: all five services on real databases, their messages carried by hand."""

import json
from uuid import uuid4

import pytest
import uuid6
import yaml
from typer.testing import CliRunner

from deploy.installation import SERVICES, Installation
from shared.assembling import desk_of, room_of, tail_of
from shared.inbox import NotYet

NOWHERE = "amqp://nobody:nothing@127.0.0.1:1/%2F"
PROGRAMME = "deploy/programmes/1mm-ncs.yaml"


class Speaker:
    """Takes what a relay publishes."""

    def __init__(self, town):
        self.town = town

    def publish_batch(self, messages):
        self.town.post.extend(messages)

    def idle(self, seconds): ...


class Town:
    def __init__(self, postgres, home):
        self.home, self.postgres, self.post = home, postgres, []
        self.installation = Installation(home / "installation", f"c{uuid4().hex[:8]}_")
        self.installation.create(postgres.dsn(), NOWHERE, rehearsal=True)
        known = self.installation.noted("installation")
        self.installation.note("installation", {**known, "prefix": self.installation.prefix})
        self.desks, self.tails = {}, {}
        for name in SERVICES:
            room, settings = room_of(name), self.installation.settings(name)
            self.desks[name] = desk_of(room, settings)
            self.tails[name] = tail_of(room, settings, Speaker(self))
            self.desks[name].set_clock("2026-01-12T16:00:00Z")

    def ask(self, service, command, within=None, /, **data):
        message = {"type": command, "data": data, "id": str(uuid4()), "actor": "operator:1"}
        answer = self.desks[service].submit({**message, "programme": within})
        self.settle()
        return answer

    def settle(self):
        """Until nobody has anything left to do."""
        while sum(tail.step() for tail in self.tails.values()) or self.carry():
            pass

    def carry(self):
        """Hand every message to whoever listens; whether there was one."""
        carried, self.post = self.post, []
        for message in carried:
            exchange = message.exchange.removesuffix(".events")
            for desk in self.desks.values():
                if message.type in getattr(desk.room.hears.get(exchange), "types", ()):
                    self.hand(desk, exchange, message)
        return bool(carried)

    def hand(self, desk, exchange, message):
        try:
            desk.hear(exchange, json.loads(message.body))
        except NotYet:
            self.post.append(message)

    def dsn(self, service):
        """As the superuser, whom nothing stops."""
        return self.postgres.dsn(f"{self.installation.prefix}{service}")

    def person(self, **more):
        """Somebody is registered and applies; answers who they are and what they do."""
        person, part = str(uuid6.uuid7()), str(uuid6.uuid7())
        self.ask("profiles", "RegisterPerson", person_id=person, name="Ada Lovelace", **more)
        began = {"mentor_id": part, "person_id": person, "source": "independent"}
        self.ask("profiles", "StartMentorApplication", "1mm-ncs", **began)
        return person, part


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
