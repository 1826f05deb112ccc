"""Any nameko client may ask, and gets an answer, an error or the news that nobody is there."""

import eventlet
import pytest
from kombu import Exchange
from nameko.exceptions import (
    IncorrectSignature,
    MalformedRequest,
    MethodNotFound,
    RemoteError,
    UnknownService,
)
from nameko.rpc import Responder, RpcProxy, RpcReply, get_rpc_exchange, rpc
from nameko.standalone.rpc import ClusterRpcProxy

from shared.entrypoints import asked
from tests.bus.fixtures import LIMIT


class Declined(Exception):
    pass


@pytest.fixture
def service(bus):
    class Answers:
        name = bus.listener

        @asked
        def twice(self, number):
            return number * 2

        @asked(expected_exceptions=Declined)
        def decline(self):
            raise Declined("kind-of-full", 3)

        @asked
        def stall(self):
            raise eventlet.Timeout(None)

        @asked
        def strange(self):
            return object()

    return bus.run(Answers)


@pytest.fixture
def ask(bus, service):
    with ClusterRpcProxy(bus.config, timeout=LIMIT) as services:
        yield services[bus.listener]


def test_a_question_is_answered(ask):
    assert ask.twice(21) == 42


def test_many_questions_at_once_are_all_answered(ask):
    replies = [ask.twice.call_async(number) for number in range(30)]
    assert [reply.result() for reply in replies] == [number * 2 for number in range(30)]


def test_an_expected_exception_reaches_the_asker_with_its_arguments(ask):
    with pytest.raises(RemoteError) as refused:
        ask.decline()
    assert refused.value.exc_type == "Declined"
    assert "kind-of-full" in str(refused.value)


def test_an_unknown_method_is_named(ask):
    with pytest.raises(MethodNotFound, match="thrice"):
        ask.thrice(1)


def test_wrong_arguments_are_refused_before_the_method_runs(ask):
    with pytest.raises(IncorrectSignature):
        ask.twice(1, 2)


def test_an_answer_that_cannot_be_written_down_is_an_error_to_the_asker(ask):
    with pytest.raises(RemoteError, match="UnserializableValueError"):
        ask.strange()
    assert ask.twice(1) == 2


def test_an_escaped_timeout_is_answered_too(ask):
    with pytest.raises(RemoteError, match="Timeout"):
        ask.stall()
    assert ask.twice(1) == 2


def test_a_service_that_nobody_runs_is_unknown(bus, ask):
    with ClusterRpcProxy(bus.config, timeout=LIMIT) as services, pytest.raises(UnknownService):
        services["nobody"].twice(1)


def test_a_plain_nameko_service_asks_through_its_ordinary_proxy(bus, service):
    class Plain:
        name = f"{bus.listener}-plain"
        answers = RpcProxy(bus.listener)

        @rpc
        def relay(self, number):
            return self.answers.twice(number)

    bus.run(Plain)
    with ClusterRpcProxy(bus.config, timeout=LIMIT) as services:
        assert services[Plain.name].relay(4) == 8


def _ask_raw(bus, body, **properties):
    with bus.connection() as connection:
        connection.Producer().publish(
            body,
            exchange=Exchange("nameko-rpc", "topic", durable=True),
            routing_key=f"{bus.listener}.twice",
            **properties,
        )


def test_a_question_without_a_return_address_does_no_harm(bus, ask):
    _ask_raw(bus, {"args": [1], "kwargs": {}})
    assert ask.twice(1) == 2


def test_a_malformed_question_does_no_harm(bus, ask):
    _ask_raw(bus, b"\xff", content_type="application/json", content_encoding="utf-8")
    _ask_raw(bus, {"nonsense": 1})
    assert ask.twice(1) == 2


def test_a_malformed_question_with_a_return_address_is_told_so(bus, ask, monkeypatch):
    monkeypatch.setattr(type(ask.twice), "_call", _call_malformed)
    with pytest.raises(MalformedRequest):
        ask.twice(1)


def _call_malformed(proxy, *args, **kwargs):
    event = proxy.reply_listener.get_reply_event("c-1")
    proxy.publisher.publish(
        {"nonsense": 1},
        exchange=get_rpc_exchange(proxy.container.config),
        routing_key=f"{proxy.service_name}.{proxy.method_name}",
        reply_to=proxy.reply_listener.routing_key,
        correlation_id="c-1",
    )
    return RpcReply(event)


def test_a_reply_that_cannot_be_sent_does_not_end_the_service(bus, ask, monkeypatch):
    sending = Responder.send_response
    failures = [ConnectionResetError()]

    def send(*args):
        if failures:
            raise failures.pop()
        return sending(*args)

    monkeypatch.setattr(Responder, "send_response", send)
    _ask_raw(bus, {"args": [1], "kwargs": {}}, reply_to="gone", correlation_id="c-1")
    assert ask.twice(3) == 6
    assert not failures
