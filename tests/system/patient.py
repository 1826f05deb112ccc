"""A client that never gives up: what is not answered is asked again, with the same id."""

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from amqp.exceptions import AMQPError
from kombu.exceptions import KombuError

from shared.calling import Caller, Failed, NoAnswer
from shared.refusals import Invalid, Refused

LOST = (OSError, AMQPError, KombuError)
SHORT, PATIENCE = 3.0, 120.0


@dataclass
class Question:
    service: str
    method: str
    args: tuple[Any, ...]
    named: dict[str, Any]
    sent_as: str = ""


class Patient:
    """Looks like a Caller. `repeated` counts the questions that had to be asked again."""

    def __init__(self, uri: str) -> None:
        self.uri, self.repeated = uri, 0
        self.open: dict[str, Question] = {}
        self.caller = Caller(uri, SHORT)

    def ask(self, service: str, method: str, *args: Any, **named: Any) -> str:
        id_ = str(uuid4())
        self.open[id_] = Question(service, method, args, named)
        self.send(self.open[id_])
        return id_

    def call(self, service: str, method: str, *args: Any, **named: Any) -> Any:
        return self.answer(self.ask(service, method, *args, **named))

    def answer(self, id_: str) -> Any:
        question, until = self.open[id_], time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.caller.answer(question.sent_as)
            except (NoAnswer, Failed):
                self.again([question])
            except LOST:
                self.reconnect()
            except (Refused, Invalid):
                del self.open[id_]
                raise
            else:
                del self.open[id_]
                return answer
        raise NoAnswer(f"{question.service}.{question.method}")

    def answer_or_error(self, id_: str) -> Any:
        try:
            return self.answer(id_)
        except (Refused, Invalid, Failed) as no:
            return no

    def answers_to(self, ids: list[str]) -> list[Any]:
        return [self.answer_or_error(id_) for id_ in ids]

    def again(self, questions: list[Question]) -> None:
        self.repeated += len(questions)
        for question in questions:
            self.send(question)

    def send(self, question: Question) -> None:
        with suppress(NoAnswer):  # nobody is there yet; asking for the answer asks again
            try:
                question.sent_as = self.caller.ask(
                    question.service, question.method, *question.args, **question.named
                )
            except LOST:
                self.reconnect()

    def reconnect(self) -> None:
        """With a new address for answers: those on their way to the old one are lost."""
        with suppress(Exception):
            self.caller.close()
        self.caller = Caller(self.uri, SHORT)
        self.again(list(self.open.values()))

    def close(self) -> None:
        self.caller.close()
