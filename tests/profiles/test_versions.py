"""Training that has begun goes on by the version it began under; what is marked does not wait."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.profiles.commands.training import CompleteModule, OpenTraining
from services.profiles.policies.compiling import compile_policy
from shared.answering import Request
from shared.asked import Actor
from shared.assembling import room_of
from shared.recording import Thread
from tests.shared.house import House

from .vocabulary import document

SPRING, AUTUMN = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)
ONLINE = {"all_of": ["online"]}


@pytest.fixture
def house(postgres, tmp_path):
    house = House(postgres, tmp_path / "home", room_of("profiles"))
    house.desk.set_clock("2027-01-01T00:00:00Z")
    publish(house, document())
    return house


def publish(house, written):
    message = house.message("PublishPolicy", programme="1mm-ncs", document=written)
    house.desk.submit({**message, "programme": "1mm-ncs", "actor": "operator:1"})
    house.settle()


def second(**changes):
    return document(policy__version=2, policy__effective_from="2026-06-01", **changes)


def ask(house, at, command):
    thread = Thread("c-1", programme="1mm-ncs")
    return house.desk.commands.ask(Request(command, uuid4(), at, Actor("service", "x"), thread))


def begins(house, at):
    one = uuid4()
    ask(house, at, OpenTraining(participant_id=one, person_id=uuid4(), role="mentor"))
    return one


def learns(house, one, at):
    for module in ("profile", "goals", "safeguarding"):
        ask(house, at, CompleteModule(participant_id=one, module=module))
    rows = list(house.desk.store.read(f"training-{one}"))
    return [row.type for row in rows], {json.loads(row.meta)["policyversion"] for row in rows}


def test_training_begun_under_one_version_is_completed_by_it(house):
    old = begins(house, SPRING)
    publish(house, second(training__mentor=ONLINE))
    new = begins(house, AUTUMN)

    types, versions = learns(house, old, AUTUMN)
    assert ("MentorTrained" in types, versions) == (False, {1})
    types, versions = learns(house, new, AUTUMN)
    assert ("MentorTrained" in types, versions) == (True, {2})


def test_what_the_new_version_marks_does_not_wait(house):
    old = begins(house, SPRING)
    publish(house, second(training__mentor=ONLINE, policy__immediately=["training.mentor"]))

    types, versions = learns(house, old, AUTUMN)
    assert ("MentorTrained" in types, versions) == (True, {1})


def test_before_its_first_day_a_version_marks_nothing(house):
    old = begins(house, SPRING)
    publish(house, second(training__mentor=ONLINE, policy__immediately=["training.mentor"]))

    assert "MentorTrained" not in learns(house, old, datetime(2026, 4, 1, tzinfo=UTC))[0]


def test_the_version_is_found_by_business_time(house):
    publish(house, second(training__mentor=ONLINE))
    early, late = begins(house, SPRING), begins(house, AUTUMN)

    assert [learns(house, one, AUTUMN)[1] for one in (early, late)] == [{1}, {2}]


@pytest.mark.parametrize(
    ("marked", "sound"),
    [(["training.mentor"], True), (["adult_age"], True), (["training.mentors"], False)],
)
def test_what_is_marked_has_to_be_written(marked, sound):
    problems = compile_policy(document(policy__immediately=marked))

    assert [one.code for one in problems] == ([] if sound else ["undefined-path"])
