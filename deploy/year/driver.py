"""The driver of a rehearsal: sends what people did, moves the clock, waits until all is quiet."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from deploy.installation import SERVICES
from deploy.year.looking import Look, Seen, seen
from deploy.year.quiet import unsettled
from shared.calling import Caller
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

PATIENCE = 120.0


class Stuck(Exception):
    """Something did not settle in time; the message says what."""


@dataclass(frozen=True)
class Ask:
    """One command of a scenario. Its id follows from the scenario: sent again, nothing changes."""

    service: str
    command: str
    data: Json
    by: str
    at: datetime
    id: UUID
    programme: str | None = None
    refused: str | None = None

    def message(self) -> Json:
        """The submission on the bus."""
        return {
            "type": self.command,
            "data": self.data,
            "id": str(self.id),
            "actor": self.by,
            "occurred_at": instant(self.at),
            "programme": self.programme,
        }


@dataclass
class Driver:
    """Drives through a `Caller`. `surprises` is what the scenario did not foresee."""

    caller: Caller
    answers: dict[str, int] = field(default_factory=dict)
    refusals: list[tuple[Ask, Refused | Invalid]] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    looks: list[Seen] = field(default_factory=list)

    def together(self, asks: Sequence[Ask]) -> None:
        """Send commands that do not depend on each other, then wait for all answers."""
        sent = [(ask, self.send(ask)) for ask in asks]
        for ask, id_ in sent:
            self.note(ask, self.caller.answer_or_error(id_))

    def in_turn(self, asks: Sequence[Ask]) -> None:
        """Send commands about one and the same thing, each after the answer to the one before."""
        for ask in asks:
            self.together([ask])

    def send(self, ask: Ask) -> str:
        return self.caller.ask(ask.service, "submit", self.with_found(ask.message(), ask))

    def with_found(self, written: Any, ask: Ask) -> Any:
        """What people look up first: `{found: {in: service.query, with: {…}, take: field}}`."""
        match written:
            case {"found": {"in": query, "with": wanted, "take": name}}:
                return self.look_up(query, wanted, ask)[name]
            case dict():
                return {key: self.with_found(inner, ask) for key, inner in written.items()}
            case _:
                return written

    def look_up(self, query: str, wanted: Json, ask: Ask) -> Json:
        """The first row that has these values, looked up in the name of who asks."""
        service, _, method = query.partition(".")
        rows = self.caller.call(service, method, actor=ask.by, programme=ask.programme)
        for row in rows:
            if wanted.items() <= row.items():
                return dict(row)
        raise Stuck(f"{query} shows nothing with {wanted}")

    def note(self, ask: Ask, answer: Any) -> None:
        self.answers[ask.command] = self.answers.get(ask.command, 0) + 1
        code = answer.code if isinstance(answer, Refused) else None
        if isinstance(answer, (Refused, Invalid)):
            self.refusals.append((ask, answer))
        if isinstance(answer, Exception) and (code is None or code != ask.refused):
            self.surprises.append(f"{ask.at:%d %b %Y %H:%M} {ask.command} by {ask.by}: {answer}")
        if ask.refused and not isinstance(answer, Exception):
            self.surprises.append(
                f"{ask.at:%d %b %Y %H:%M} {ask.command} was to be refused: {ask.refused}"
            )

    def look(self, look: Look) -> None:
        """Ask a question; an answer that does not show what it must is a surprise."""
        one = seen(look, self.caller)
        self.looks.append(one)
        when = f"{look.at:%d %b %Y %H:%M} {look.service}.{look.question}"
        self.surprises += [f"{when}: {why}" for why in one.against]

    def clock(self, at: datetime) -> None:
        """Move every service's clock; none runs ahead of a command by more than the step."""
        ids = [self.caller.ask(service, "set_clock", instant(at)) for service in SERVICES]
        for answer in self.caller.answers_to(ids):
            if isinstance(answer, Exception):
                raise answer

    def settle(self) -> list[Json]:
        """Wait until nothing is under way; raises Stuck naming what would not end.

        Only who is busy is asked again. Counts only grow, so looks at different moments suffice:
        had a quiet service been told something since, more would be said than it has heard.
        """
        until, pause = time.monotonic() + PATIENCE, 0.01
        seen = self.progress(SERVICES)
        while under_way := unsettled(seen.values()):
            if time.monotonic() > until:
                raise Stuck("; ".join(under_way[:10]))
            time.sleep(pause)
            pause = min(pause * 1.5, 0.08)
            seen |= self.progress({why.partition(":")[0] for why in under_way})
        return list(seen.values())

    def progress(self, services: Iterable[str]) -> dict[str, Json]:
        """How far each of these has come."""
        ids = {one: self.caller.ask(one, "progress") for one in services}
        return {one: self.caller.answer(id_) for one, id_ in ids.items()}
