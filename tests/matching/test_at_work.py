"""The room on a real database, with its own tail: heard, decided, told, shown."""

from collections import Counter
from itertools import count
from uuid import uuid4

import pytest

from deploy.installation import Installation, bare
from services.matching import heard
from services.matching.decider.proposal import relationship_of
from services.matching.room import room
from shared.assembling import desk_of, tail_of
from shared.envelope import Envelope
from shared.fields import instant
from shared.refusals import Refused
from shared.rulebook import ProgrammePolicyPublished
from shared.wire import cloud_event

from .vocabulary import (
    ANN,
    BEN,
    CAT,
    DAY,
    NOW,
    POOL,
    PROGRAMME,
    RULES,
    SESSION,
    TEACHER,
    active,
    listed,
    ready,
    trained,
)


class Bus:
    """Keeps what the relay publishes."""

    def __init__(self):
        self.said = []

    def publish_batch(self, messages):
        self.said.extend(messages)

    def idle(self, seconds): ...


class Node:
    """Matching alone, on a rehearsal's clock."""

    def __init__(self, postgres, home):
        installation = Installation(home, prefix=f"m{uuid4().hex[:8]}_")
        server = postgres.dsn()
        installation.note(
            "installation", {"rehearsal": True, "amqp_uri": "memory://", "server": bare(server)}
        )
        installation.secret("master_key", "ab" * 32)
        installation.create_service(server, "matching", rehearsal=True)
        settings = self.settings = installation.settings("matching")
        self.bus, self.now, self.ordinals = Bus(), NOW, count(1)
        self.desk, self.tail = desk_of(room, settings), tail_of(room, settings, self.bus)
        self.at(NOW)

    def at(self, now):
        self.now = now
        self.desk.set_clock(instant(now))
        return self.settle()

    def settle(self):
        while self.tail.step():
            pass
        return self

    def hear(self, exchange, event, times=1, programme=PROGRAMME):
        told = Envelope.about(
            event, id=uuid4(), source=exchange, occurred_at=self.now, programme=programme
        )
        for _ in range(times):
            self.desk.hear(exchange, cloud_event(told, next(self.ordinals), None))
        return self.settle()

    def ask(self, type_, by="operator:1", **data):
        message = {"type": type_, "data": data, "id": str(uuid4()), "actor": by}
        self.desk.submit({**message, "programme": PROGRAMME, "occurred_at": instant(self.now)})
        return self.settle()

    @property
    def told(self):
        return Counter(one.type for one in self.bus.said)


@pytest.fixture
def node(postgres, tmp_path):
    node = Node(postgres, tmp_path)
    policy = ProgrammePolicyPublished(
        programme=PROGRAMME,
        policy_version=1,
        effective_from=NOW - 100 * DAY,
        document=plain(RULES.document),
        sha256="",
    )
    yield node.hear("profiles", policy)
    node.desk.pool.close()


def plain(value):
    match value:
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list():
            return [plain(one) for one in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def matched(node):
    said = (listed(), trained(), listed(BEN, topics=()), ready())
    for one in said:
        node.hear("profiles", one, times=2)
    node.hear("profiles", active, programme=None)
    proposal = uuid4()
    ids = {"pool_id": str(POOL), "mentee_id": str(CAT), "proposal_id": str(proposal)}
    with pytest.raises(Refused) as refused:
        node.ask("ProposeMatch", **ids, mentor_id=str(BEN))
    assert refused.value.code == "mentor-trained"
    node.ask("ProposeMatch", **ids, by="programme_manager:9")
    for side in ("mentor", "mentee", "institution"):
        node.ask("AgreeMatch", proposal_id=str(proposal), by_role=side)
    return str(relationship_of(proposal))


@pytest.mark.requirement("1MM-045", "QS-07")
def test_from_the_listing_to_the_closing_everything_is_recorded_and_told(node):
    id_ = matched(node)
    this = {"relationship_id": id_}
    for side in ("mentor", "mentee"):
        node.ask("SignAgreement", **this, by_role=side)
    items = ["agreement", "consents", "policy_ack", "chaperone_named"]
    node.ask("CompleteStartChecklist", **this, items=items, chaperone_id=str(TEACHER))
    node.hear(
        "sessions",
        heard.SessionHeld(relationship_id=id_, session_id=SESSION, held_at=NOW),
        times=2,
    )
    node.at(NOW + 366 * DAY).ask("EndRelationship", by=f"mentee:{CAT}", **this, kind="completed")
    node.at(NOW + 400 * DAY)
    assert node.told == {
        "MatchProposed": 1,
        "MatchAgreed": 3,
        "MatchMade": 1,
        "AgreementSigned": 2,
        "StartChecklistCompleted": 1,
        "RelationshipStarted": 1,
        "RelationshipEnded": 1,
        "RelationshipClosed": 1,
    }
    row = node.desk.row("SELECT * FROM relationship WHERE relationship_id = %(id)s", id=id_)
    assert (row["phase"], row["complete"], row["age_band"]) == ("closed", False, "minor")
    kept = [row.type for row in node.desk.store.log(types=["TermEnding", "TermReached"])]
    assert kept == ["TermEnding", "TermReached"]


@pytest.mark.requirement("1MM-023")
def test_a_role_that_ends_ends_one_relationship_once(node):
    matched(node)
    ended = heard.MentorRoleEnded(mentor_id=ANN, effective_on=NOW.date())
    node.hear("profiles", ended, times=3).hear("profiles", ended)
    assert node.told["RelationshipEnded"] == 1
    assert b"operator_ended" in node.bus.said[-1].body


def test_a_hold_is_told_without_its_ground(node):
    id_ = matched(node)
    node.hear("administration", heard.HoldPlaced(relationship_id=id_), times=2, programme=None)
    node.hear("administration", heard.HoldLifted(relationship_id=id_), times=2, programme=None)
    assert (node.told["RelationshipSuspended"], node.told["SuspensionLifted"]) == (1, 1)
    assert not any(b'"ground"' in one.body for one in node.bus.said)
