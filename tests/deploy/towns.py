"""A town: all five services on real databases, their messages carried by hand."""

import json
from types import SimpleNamespace
from uuid import uuid4

import uuid6

from deploy.installation import SERVICES, Installation
from shared.answering import Request
from shared.asked import Actor
from shared.assembling import desk_of, room_of, service_class, tail_of
from shared.fields import moment
from shared.inbox import NotYet
from shared.recording import Thread

NOWHERE = "amqp://nobody:nothing@127.0.0.1:1/%2F"
NOW = "2026-01-12T16:00:00Z"


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
            self.desks[name].set_clock(NOW)

    def ask(self, service, command, within=None, /, **data):
        message = {"type": command, "data": data, "id": str(uuid4()), "actor": "operator:1"}
        answer = self.desks[service].submit({**message, "programme": within})
        self.settle()
        return answer

    def follow(self, service, command, within, /, **data):
        """What only a reaction asks."""
        desk = self.desks[service]
        kind, _ = desk.room.deciders_by_command[command]
        thread = Thread(correlation_id=str(uuid4()), programme=within)
        by = Actor("service", service)
        desk.commands.ask(Request(kind.load(data), uuid4(), moment(NOW), by, thread))
        self.settle()

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


class OverTheCounter:
    """A caller that needs no bus."""

    def __init__(self, town):
        self.town = town

    def call(self, service, method, *args):
        desk = SimpleNamespace(desk=self.town.desks[service])
        answer = getattr(service_class(service), method)(desk, *args)
        self.town.settle()
        return answer
