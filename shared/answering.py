"""What is asked over the bus and what is answered: the shapes of a submission, in one place."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from marshmallow import RAISE
from marshmallow.validate import Regexp

from shared.asked import Actor
from shared.messages import Command, Json, Value
from shared.recording import Thread

ActorText = Annotated[
    str, Regexp(r"^[a-z_]{1,40}:[\w.:-]{0,100}$(?!\n)", error="Write an actor as role:id.")
]
Opaque = Annotated[
    str, Regexp(r"^[\w.:-]{1,100}$(?!\n)", error="Use letters, digits and ._:- only.")
]


class Submission(Value):
    """A command on its way in. `id` is its idempotency key; `occurred_at` is business time.

    Without `occurred_at` it is now. The ids that travel on with it are opaque words, so that
    nothing a person wrote gets onto the bus or into the logs with them.
    """

    unknown = RAISE

    type: str
    data: dict[str, Any]
    id: UUID
    actor: ActorText
    occurred_at: datetime | None = None
    programme: Opaque | None = None
    correlation_id: Opaque | None = None
    traceparent: Opaque | None = None


@dataclass(frozen=True)
class Request:
    """A command with all that is known about its asking. `at` is UTC."""

    command: Command
    id: UUID
    at: datetime
    by: Actor
    thread: Thread

    def within(self, programme: str | None) -> "Request":
        """The same, asked in that programme."""
        thread = replace(self.thread, programme=programme, policy_version=None)
        return replace(self, thread=thread)


@dataclass(frozen=True)
class Answer:
    """What a command led to: the stream, its version afterwards, and the events by name.

    `again` if it was asked before.
    """

    stream: str
    version: int
    recorded: tuple[str, ...]
    events: tuple[str, ...] = ()
    again: bool = False

    def dump(self) -> Json:
        """The reply on the bus."""
        return {
            "stream": self.stream,
            "version": self.version,
            "recorded": list(self.recorded),
            "events": list(self.events),
        }
