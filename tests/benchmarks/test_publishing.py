"""From the log to messages that the broker has confirmed, beside the same with a confirm each."""

import time
from contextlib import closing

import pytest
from kombu import Connection, Exchange, Queue

from shared.publishing import KombuPublisher, PikaPublisher
from shared.tailing import Relay

from . import facts
from .filling import fill_ours

ROUNDS, EVENTS, FEW = 5, 10_000, 1000
AGAIN = "TRUNCATE es.subscription, es.said"


@pytest.fixture
def queue(fresh_vhost):
    """A quorum queue that keeps what is published, as a listener's does."""
    with Connection(fresh_vhost) as connection:
        exchange = Exchange("bench.events", "topic", durable=True)
        arguments = {"x-queue-type": "quorum"}
        kept = Queue("listener", exchange, "#", durable=True, queue_arguments=arguments)
        bound = kept(connection.channel())
        bound.declare()
        yield bound


def test_relay(board, ours, queue, fresh_vhost):
    store = fill_ours(ours, EVENTS)

    def rate(publisher, upto):
        with store.transaction() as cursor:
            cursor.execute(AGAIN)
        relay = Relay(store, facts.recorder(), publisher, facts.recorder().records)
        began = time.perf_counter()
        while relay.step(upto - 1):
            pass
        taken = time.perf_counter() - began
        queue.purge()
        return upto / taken

    rates = {"pipelined": [], "each": []}
    with closing(PikaPublisher(fresh_vhost)) as pika, closing(KombuPublisher(fresh_vhost)) as kombu:
        rate(pika, FEW)
        rate(kombu, FEW // 10)
        for _ in range(ROUNDS):
            rates["pipelined"].append(rate(pika, EVENTS))
            rates["each"].append(rate(kombu, FEW))
    board.beside(
        "relay, log to confirmed", rates["pipelined"], "confirm each", rates["each"], aim=10
    )
