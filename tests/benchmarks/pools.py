"""Pools of some size, written down as they would have come about, and a process to decide there."""

from uuid import UUID, uuid4

from services.matching import events
from services.matching.policies import pool_of
from shared.answering import Request
from shared.asked import Actor, Asked
from shared.fields import instant
from shared.recording import Thread
from shared.rulebook import ProgrammePolicyPublished
from shared.store import Append
from tests.contracts.programmes import read
from tests.matching.test_at_work import Node
from tests.matching.vocabulary import DAY, NOW

from .test_finding import People

BATCH = 1000
# One mentee in so many has a request open, one had one that came to nothing, one is no member.
OPEN, PAST, LAPSED = 10, 5, 20
DIRECTOR = UUID(int=7)
SERVICE = Actor("service", "matching")
WORDS = {
    "direct": {"kind": "help", "questions": "How did you begin?", "why": "Your talk."},
    "ranked": {"biography": "A registrar.", "purpose": "To learn to teach."},
}


class FullPool:
    """Half of its members are mentors."""

    def __init__(self, postgres, home, file, members):
        document = read(file)
        self.programme, self.mode = document["programme"]["id"], document["matching"]["mode"]
        self.node, self.here = Node(postgres, home), {"pool_id": pool_of(self.programme)}
        self.stream, self.version = f"pool-{self.here['pool_id']}", -1
        policy = {"programme": self.programme, "policy_version": 1, "effective_from": NOW - DAY}
        told = ProgrammePolicyPublished(**policy, document=document, sha256="")
        self.node.hear("profiles", told, programme=self.programme)
        ranked = document["matching"].get("ranked") or {}
        self.reviewing = ranked.get("review", {}).get("role", "nobody")
        self.fill(People(), members // 2)

    def fill(self, people, half):
        self.mentors = [self.here_is(people.mentor(number)) for number in range(half)]
        self.mentees = [self.here_is(people.mentee(number)) for number in range(half)]
        # Every other one is asked already; the others are left to whoever measures.
        free = [one for one in self.mentors if one.capacity]
        self.asked, self.unasked = free[::2], iter(free[1::2])
        self.asking = (one for number, one in enumerate(self.mentees) if number % PAST > 1)
        told = list(self.history())
        for first in range(0, len(told), BATCH):
            self.append(told[first : first + BATCH])

    def here_is(self, told):
        known = {name: getattr(told, name) for name in type(told).codecs}
        return type(told)(**known | self.here)

    def history(self):
        duty = {"role": self.reviewing, "region": None, "holds": True, "stands_in": False}
        yield events.StaffRoleNoted(**self.here, person_id=DIRECTOR, **duty, as_of=NOW)
        for one in self.mentors:
            about = {"mentor_id": one.mentor_id, "person_id": one.person_id}
            yield one
            yield events.MentorTrainingNoted(**self.here, **about, trained_at=NOW)
            if one.capacity:
                yield self.waits(one.mentor_id, "mentor")
        for number, one in enumerate(self.mentees):
            yield one
            yield self.waits(one.mentee_id, "mentee")
            if number % LAPSED == 0:
                yield self.lapse(events.MembershipLapseNoted, one.person_id, as_of=NOW)
            if number % OPEN == 0 or number % PAST == 1:
                yield from self.request(number, one, over=number % PAST == 1)

    def waits(self, id_, role):
        known = {"candidate_id": id_, "role": role, "waiting_since": NOW, "update_due_at": None}
        return events.MatchingPoolEntered(**self.here, **known)

    def lapse(self, kind, person_id, **more):
        known = {"person_id": person_id, "organisation": "college", "lapsed": True}
        return kind(**self.here, **known, **more)

    def request(self, number, mentee, *, over):
        mentor_id = self.asked[number % len(self.asked)].mentor_id
        about = {**self.here, "request_id": uuid4(), "mentee_id": mentee.mentee_id}
        whose = {"mentee_person_id": mentee.person_id, **WORDS[self.mode]}
        until = NOW + 14 * DAY
        if self.mode == "direct":
            known = {"begun_by": "mentee", "expires_at": until, "remind_at": (), "unanswered": ()}
            yield events.MentoringRequested(**about, **whose, mentor_id=mentor_id, **known)
        else:
            known = {"choices": (mentor_id,), "respond_within": "P14D"}
            yield events.MentoringRequestSubmitted(**about, **whose, **known)
            yield events.RequestApproved(**about)
            known = {"mentor_id": mentor_id, "ordinal": 1, "respond_by": until}
            yield events.RequestForwarded(**about, **known)
        if over:
            yield events.RequestWithdrawn(**about, by_role="mentee", cause="asked")

    def append(self, told):
        recorder = self.node.desk.commands.recorder
        recorder.vault.prepare(told)
        thread = Thread("1", programme=self.programme, policy_version=1)
        rows = recorder.rows(told, self.stream, Asked(NOW, SERVICE), thread)
        self.node.desk.store.append(Append(self.stream, rows, expected=self.version))
        self.version += len(rows)

    def ask(self, type_, by, **data):
        """As a client does."""
        plain = {name: plainly(value) for name, value in {**self.here, **data}.items()}
        message = {"type": type_, "data": plain, "id": str(uuid4()), "actor": by}
        message |= {"programme": self.programme, "occurred_at": instant(NOW)}
        return self.node.desk.commands.submit(message)

    def follow(self, command):
        """As a reaction does."""
        thread = Thread("1", programme=self.programme)
        return self.node.desk.commands.ask(Request(command, uuid4(), NOW, SERVICE, thread))


def plainly(value):
    match value:
        case tuple():
            return [str(one) for one in value]
        case UUID():
            return str(value)
    return value
