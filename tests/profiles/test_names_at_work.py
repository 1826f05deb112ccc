"""On a real database: a name that was corrected is certified anew in every programme."""

from datetime import timedelta
from uuid import uuid4

import pytest

from .test_at_work import Node
from .vocabulary import document

PARTS = {"parts": ["online", "workshop_core"], "completed_on": "2025-10-01"}
HERE, THERE, PLAIN = "1mm-ncs", "elsewhere", "plain"


def signed_by(signatory, programme=HERE, **policy):
    one = document(training__certificate=signatory and {"signatory": signatory})
    one["programme"] |= {"id": programme}
    one["policy"] |= policy
    return one


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    node = Node(postgres, tmp_path_factory.mktemp("names"), signed_by("One"))
    for programme, signatory in ((THERE, "Two"), (PLAIN, None)):
        among(node, programme)
        policy = signed_by(signatory, programme)
        node.ask("PublishPolicy", programme=programme, document=policy)
    return node


def among(node, programme):
    node.programme = programme
    return node


def issued(node, mentor):
    """What was certified, in order: where, under which version, by whom, for which name."""
    opened = [node.desk.commands.recorder.open(row) for row in node.log("CertificateIssued")]
    return [
        (one.programme, one.policy_version, one.data.signatory, one.data.name)
        for one in opened
        if str(one.data.mentor_id) == mentor
    ]


@pytest.mark.requirement("1MM-043")
def test_every_certificate_is_issued_anew_under_its_own_programmes_rules(node):
    person, mentors = str(uuid4()), {name: str(uuid4()) for name in (HERE, THERE, PLAIN)}
    among(node, HERE).ask("RegisterPerson", person_id=person, name="Ann Ode")
    for programme, mentor in mentors.items():
        certify = {"person_id": person, "mentor_id": mentor, **PARTS}
        among(node, programme).follow("CertifyPerson", **certify)
    tomorrow = (node.now + timedelta(days=1)).date()
    newer = signed_by("Somebody else", version=2, effective_from=tomorrow.isoformat())
    among(node, HERE).ask("PublishPolicy", programme=HERE, document=newer)
    node.at(node.now + timedelta(days=2))

    among(node, THERE).ask("CorrectPersonName", person_id=person, name="Ann Poe")

    assert {one: issued(node, mentor) for one, mentor in mentors.items()} == {
        HERE: [(HERE, 1, "One", "Ann Ode"), (HERE, 1, "One", "Ann Poe")],
        THERE: [(THERE, 1, "Two", "Ann Ode"), (THERE, 1, "Two", "Ann Poe")],
        PLAIN: [],
    }
