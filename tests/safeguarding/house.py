"""The whole room at work on a real database, with a clock that is set by hand."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

from deploy.installation import Installation, bare
from services.safeguarding.room import room
from shared.answering import Request
from shared.asked import Actor
from shared.assembling import desk_of, tail_of
from shared.fields import instant
from shared.recording import Thread
from shared.rulebook import AdoptPolicy, rulebook_id

from .vocabulary import (
    BOARD_LEAD,
    COORDINATOR,
    DEPUTY,
    DSL,
    MENTEE,
    MENTOR,
    PAIR,
    PROGRAMME_DSL,
    RULES,
    SCHOOL,
    at,
)

PROFILES = (
    ("SafeguardingLeadAppointed", {"institution_id": SCHOOL, "role": "dsl", "person_id": DSL}),
    (
        "SafeguardingLeadAppointed",
        {"institution_id": SCHOOL, "role": "mentoring_coordinator", "person_id": COORDINATOR},
    ),
    ("StaffRoleGranted", {"role": "deputy_dsl", "person_id": DEPUTY}),
    ("StaffRoleGranted", {"role": "programme_dsl", "person_id": PROGRAMME_DSL}),
    ("StaffRoleGranted", {"role": "board_lead", "person_id": BOARD_LEAD}),
)
PAIRED = {
    "relationship_id": PAIR,
    "mentor_id": MENTOR,
    "mentor_person_id": MENTOR,
    "mentee_person_id": MENTEE,
    "institution_id": SCHOOL,
    "age_band": "minor",
}


class Speaker:
    """Takes what the relay publishes."""

    def __init__(self):
        self.said = []

    def publish_batch(self, messages):
        self.said.extend(messages)

    def idle(self, seconds): ...


class House:
    """Safeguarding without a broker: what it hears is handed in, what it says is caught."""

    def __init__(self, postgres, home):
        self.speaker = Speaker()
        installation = Installation(home, prefix=f"s{uuid4().hex[:8]}_")
        server = {"rehearsal": True, "amqp_uri": "memory://", "server": bare(postgres.dsn())}
        installation.note("installation", server)
        installation.secret("master_key", "ab" * 32)
        installation.create_service(postgres.dsn(), "safeguarding", rehearsal=True)
        settings = installation.settings("safeguarding")
        self.desk = desk_of(room, settings)
        self.tail = tail_of(room, settings, self.speaker)
        self.now = at("2026-01-05T08:00:00Z")
        self.wait()
        self.adopt()
        self.hear("matching", "MatchMade", **PAIRED)
        for kind, data in PROFILES:
            self.hear("profiles", kind, **data)
        self.settle()

    def adopt(self, programme="1mm-ncs", document=RULES.document):
        policy = AdoptPolicy(
            rulebook_id=rulebook_id(programme),
            programme=programme,
            policy_version=1,
            effective_from=at("2025-09-01T00:00:00Z"),
            document=json.loads(json.dumps(document, default=str)),
            sha256="0" * 64,
        )
        by = Actor("service", "safeguarding")
        self.desk.commands.ask(Request(policy, uuid4(), self.now, by, Thread("c-1")))

    def wait(self, **time):
        """Let business time go by, and everything that is due happen."""
        self.now += timedelta(**time)
        self.desk.set_clock(instant(self.now))
        self.settle()

    def settle(self):
        while self.tail.step():
            pass

    def ask(self, kind, actor, /, *, programme="1mm-ncs", **data):
        """Ask, and let everything that follows happen."""
        message = {
            "type": kind,
            "data": texts(data),
            "id": str(uuid4()),
            "actor": actor,
            "programme": programme,
        }
        answer = self.desk.submit(message)
        self.settle()
        return answer["recorded"]

    def hear(self, source, kind, /, *, programme="1mm-ncs", **data):
        """Hear what another service said, twice, as happens on any bus."""
        message = {
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": f"/{source}",
            "type": kind,
            "time": "2026-01-05T08:00:00Z",
            "programme": programme,
            "data": texts(data),
        }
        self.desk.hear(source, message)
        self.desk.hear(source, message)
        self.settle()

    def log(self, *types):
        return [self.desk.commands.recorder.open(row) for row in self.desk.store.log(types=types)]

    def queue(self, person):
        found = self.desk.rows("SELECT * FROM queue WHERE person_id = %(who)s", who=str(person))
        return {row["case_id"]: row["what"] for row in found}

    def said(self, exchange):
        return [json.loads(one.body) for one in self.speaker.said if one.exchange == exchange]


def texts(data):
    """Ids as the bus has them."""
    return {name: str(value) if isinstance(value, UUID) else value for name, value in data.items()}
