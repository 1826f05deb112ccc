"""A client's way to ask: what it hears back, and what it hears when nobody answers."""

import json
from uuid import uuid4

import pytest
from kombu import Connection, Exchange, Queue

import shared.embedded  # noqa: F401
from shared.calling import Caller, Failed, NoAnswer
from shared.refusals import Invalid, Refused


class Somebody:
    """A service that answers when the test says so."""

    def __init__(self, uri):
        self.channel = Connection(uri).channel()
        rpc = Exchange("nameko-rpc", "topic", durable=True)
        self.queue = Queue("rpc-somebody", rpc, "somebody.*")(self.channel)
        self.queue.declare()

    def answer(self, result=None, error=None):
        asked = self.queue.get(no_ack=True)
        self.channel.connection.client.Producer(self.channel).publish(
            {"result": result, "error": error},
            exchange="nameko-rpc",
            routing_key=asked.properties["reply_to"],
            correlation_id=asked.properties["correlation_id"],
            serializer="json",
        )
        return json.loads(asked.body)


@pytest.fixture
def uri():
    return f"embedded://calls{uuid4().hex}"


@pytest.fixture
def caller(uri):
    one = Caller(uri, timeout=0.01)
    yield one
    one.close()


@pytest.fixture
def somebody(uri):
    return Somebody(uri)


def test_an_answer_comes_back_to_its_question(caller, somebody):
    ids = [caller.ask("somebody", "double", n, by=2) for n in (1, 2)]
    asked = [somebody.answer(result=n) for n in (2, 4)]
    assert caller.answers_to(reversed(ids)) == [4, 2]
    assert asked[0] == {"args": [1], "kwargs": {"by": 2}}


@pytest.mark.parametrize(
    ("kind", "args", "heard"),
    [
        ("Refused", ["no-way", "It may not be.", "rule", 3], Refused),
        ("Invalid", ["Thing", {"size": ["Too large."]}], Invalid),
        ("TypeError", ["somebody's own words"], Failed),
    ],
)
def test_a_no_comes_back_as_it_was_said(caller, somebody, kind, args, heard):
    id_ = caller.ask("somebody", "do")
    somebody.answer(error={"exc_type": kind, "exc_args": args})
    with pytest.raises(heard) as no:
        caller.answer(id_)
    assert "own words" not in str(no.value)
    assert getattr(no.value, "code", "no-way") == "no-way"


def test_a_service_that_is_not_there_does_not_answer(caller):
    with pytest.raises(NoAnswer, match="nobody answers for nobody"):
        caller.call("nobody", "do")


def test_a_service_that_takes_too_long_does_not_answer(caller, somebody):
    with pytest.raises(NoAnswer, match="no answer within"):
        caller.call("somebody", "do")
