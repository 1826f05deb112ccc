"""Asking a service over the bus, as any client may: nameko's wire format on kombu alone."""

import json
import time
import uuid
from collections.abc import Iterable
from typing import Any

from kombu import Connection, Consumer, Exchange, Producer, Queue
from kombu.exceptions import ChannelError

from shared.messages import Json
from shared.refusals import Invalid, Refused

RPC = Exchange("nameko-rpc", "topic", durable=True)
NO_ROUTE = 312
KNOWN = {"Refused": Refused, "Invalid": Invalid}
LOOK = 0.5


class NoAnswer(Exception):
    """The service did not answer in time. What was asked may still happen: ask again, same id."""


class Failed(Exception):
    """The service met a fault of its own while answering; its logs say which."""


class Caller:
    """One connection for questions and answers; not for two threads at once. Times are seconds."""

    def __init__(self, uri: str, timeout: float = 30.0) -> None:
        self.timeout = timeout
        options = {"confirm_publish": True}
        self.connection = Connection(uri, connect_timeout=5, transport_options=options)
        self.connection.ensure_connection(max_retries=20, interval_start=0.2, interval_max=1)
        self.channel = self.connection.channel()
        self.me = str(uuid.uuid4())
        mine = {"exclusive": True, "auto_delete": True, "durable": False}
        queue = Queue(f"answers-{self.me}", RPC, self.me, **mine)
        self.producer = Producer(self.channel, serializer="json")
        self.consumer = Consumer(self.channel, [queue], on_message=self.arrived, no_ack=True)
        self.consumer.consume()
        self.answers: dict[str, Json] = {}

    def call(self, service: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Ask and wait. Raises Refused or Invalid as the service did, Failed, or NoAnswer."""
        return self.answer(self.ask(service, method, *args, **kwargs))

    def ask(self, service: str, method: str, *args: Any, **kwargs: Any) -> str:
        """Send a question; its id is for `answer`. Waits for a service that is still starting."""
        id_ = str(uuid.uuid4())
        until = time.monotonic() + self.timeout
        while not self.sent(f"{service}.{method}", {"args": args, "kwargs": kwargs}, id_):
            if time.monotonic() > until:
                raise NoAnswer(f"nobody answers for {service}")
            time.sleep(LOOK / 5)
        return id_

    def sent(self, address: str, body: Json, id_: str) -> bool:
        try:
            self.producer.publish(
                body,
                exchange=RPC,
                routing_key=address,
                mandatory=True,
                reply_to=self.me,
                correlation_id=id_,
                declare=[RPC],
            )
        except ChannelError as error:
            if getattr(error, "reply_code", NO_ROUTE) in (NO_ROUTE, str(NO_ROUTE)):
                return False
            raise
        return True

    def answer(self, id_: str) -> Any:
        """Wait for the answer to a question that was sent."""
        until = time.monotonic() + self.timeout
        while id_ not in self.answers:
            if time.monotonic() > until:
                raise NoAnswer(f"no answer within {self.timeout:g} s")
            self.listen()
        return understood(self.answers.pop(id_))

    def answers_to(self, ids: Iterable[str]) -> list[Any]:
        """The answers to several questions, an exception standing for a no."""
        return [self.answer_or_error(id_) for id_ in ids]

    def answer_or_error(self, id_: str) -> Any:
        try:
            return self.answer(id_)
        except (Refused, Invalid, Failed) as no:
            return no

    def listen(self) -> None:
        try:
            self.connection.drain_events(timeout=LOOK)
        except TimeoutError:
            return

    def arrived(self, message: Any) -> None:
        self.answers[message.properties["correlation_id"]] = json.loads(message.body)

    def close(self) -> None:
        """Leave; answers still under way are lost."""
        self.connection.release()


def understood(answer: Json) -> Any:
    error = answer.get("error")
    if error is None:
        return answer["result"]
    kind = KNOWN.get(error["exc_type"])
    raise kind(*error["exc_args"]) if kind else Failed(error["exc_type"])
