"""A message that vanished from a queue is noticed and had again from its producer's log."""

import os
import signal
from contextlib import closing

import pika
import pytest
import uuid6

from deploy.local.alive import until
from tests.system.patient import Patient
from tests.system.rules import applying, publishing
from tests.system.towns import town

LIMIT = 60
EAR = "evaluation.hear_profiles"
# As many deliveries as a listener has in hand at most; what is lost lies behind them.
IN_HAND = 100

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def small_town(tmp_path_factory):
    with town(tmp_path_factory.mktemp("gaps"), repair_every="1") as one:
        yield one


@pytest.fixture
def caller(small_town):
    with closing(Patient(small_town.uri)) as one:
        yield one


@pytest.fixture(scope="module")
def programme(small_town):
    """Rules are in force, and evaluation has heard of them."""
    with closing(Patient(small_town.uri)) as caller:
        caller.call("profiles", "submit", publishing())
        small_town.wait_until_heard(LIMIT)


def apply(caller):
    """Somebody begins to apply as a mentor; answers the id of their part."""
    mentor = str(uuid6.uuid7())
    for command in applying(mentor):
        caller.call("profiles", "submit", command)
    return mentor


def lose(town, caller, count):
    """Applications, of which the news of the last ones are deleted from the queue: as many as this
    at least, and never what the listener has in hand.
    """
    pid = town.home.processes.pid("evaluation")
    os.kill(pid, signal.SIGSTOP)
    try:
        mentors = [apply(caller) for _ in range(IN_HAND + count)]
        until(town.all_is_said, LIMIT)
        with closing(pika.BlockingConnection(pika.URLParameters(town.uri))) as line:
            assert line.channel().queue_purge(EAR).method.message_count >= count
    finally:
        os.kill(pid, signal.SIGCONT)
    return mentors


def is_asked(caller, mentor):
    """Whether evaluation knows of somebody and wants their answers."""
    return len(caller.call("evaluation", "open_evaluations", mentor)) == 1


def test_what_vanished_at_the_end_of_a_queue_is_asked_for_again(small_town, programme, caller):
    mentors = lose(small_town, caller, 3)

    small_town.wait_until_heard(LIMIT)

    assert all(is_asked(caller, one) for one in mentors)
    assert small_town.letters() == []


def test_what_vanished_in_the_middle_is_noticed_and_asked_for_again(small_town, programme, caller):
    mentors = [*lose(small_town, caller, 3), apply(caller)]

    small_town.wait_until_heard(LIMIT)

    assert all(is_asked(caller, one) for one in mentors)
    assert small_town.letters() == []
