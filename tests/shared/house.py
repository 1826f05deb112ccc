"""One room in a house of its own: databases, keys, a desk, a tail, and somebody who takes notes."""

from uuid import uuid4

from deploy.installation import Installation, bare
from shared.assembling import desk_of, tail_of
from shared.publishing import NotPublished
from tests.shared.things.room import room

BEGINNING = "2026-01-01T00:00:00Z"


class Speaker:
    """Takes what the relay publishes; `away` is how many batches get lost after they were sent."""

    def __init__(self):
        self.said, self.lost, self.away = [], [], 0

    def publish_batch(self, messages):
        batch = list(messages)
        if self.away:
            self.away -= 1
            self.lost.extend(batch)
            raise NotPublished("nobody there")
        self.said.extend(batch)

    def idle(self, seconds): ...

    def of(self, thing):
        """What was said of one thing."""
        return [one for one in self.said if str(thing).encode() in one.body]


class House:
    """The room of things at work."""

    def __init__(self, postgres, home, rooms=room):
        self.room = rooms
        self.installation = Installation(home, prefix=f"x{uuid4().hex[:8]}_")
        self.installation.note(
            "installation",
            {"rehearsal": True, "amqp_uri": "memory://", "server": bare(postgres.dsn())},
        )
        self.installation.secret("master_key", "ab" * 32)
        self.installation.create_service(postgres.dsn(), rooms.name, rehearsal=True)
        self.settings = self.installation.settings(rooms.name)
        self.speaker = Speaker()
        self.desk = desk_of(rooms, self.settings)
        self.tail = tail_of(rooms, self.settings, self.speaker)
        self.desk.set_clock(BEGINNING)

    def settle(self):
        while self.tail.step():
            pass

    def hand(self, name):
        return next(one for one in self.tail.hands if one.name == name)

    def ask(self, kind, id_=None, at=None, **data):
        return self.desk.submit(self.message(kind, id_, at, **data))

    def message(self, kind, id_=None, at=None, **data):
        known = {"type": kind, "data": data, "id": str(id_ or uuid4()), "actor": "person:1"}
        return {**known, "occurred_at": at}

    def make(self, thing=None, **more):
        thing = str(thing or uuid4())
        given = {"owner_id": str(uuid4()), "label": "Ada Lovelace", **more}
        self.ask("MakeThing", thing_id=thing, **given)
        return thing

    def recorded(self, thing, kind=None):
        """The rows of one thing's stream, of one type if one is named."""
        rows = self.desk.store.read(f"thing-{thing}")
        return [row for row in rows if kind in (None, row.type)]


def nudge(thing, ordinal, id_=None, source="elsewhere", **more):
    """A message from another service about a thing."""
    return {
        "specversion": "1.0",
        "id": str(id_ or uuid4()),
        "source": f"/{source}",
        "type": "Nudged",
        "time": "2026-01-01T00:00:00Z",
        "ordinal": ordinal,
        "data": {"thing_id": str(thing), "unknown": 1},
        **more,
    }
