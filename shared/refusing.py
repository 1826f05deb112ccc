"""A refusal is evidence that the rules work: it leaves one event, and never the payload."""

from typing import Self
from uuid import NAMESPACE_URL, uuid5

from shared.messages import Command, Event
from shared.refusals import Refused


class CommandRefused(Event):
    """Somebody asked for something and was told no: what, by which rule, and who asked."""

    command: str
    code: str
    why: str
    rule_id: str | None = None
    actor: str
    target: str

    @classmethod
    def of(cls, command: Command, target: str, refused: Refused) -> Self:
        """What to record; `target` is the stream the command was about."""
        return cls(
            command=type(command).__name__,
            code=refused.code,
            why=refused.why,
            rule_id=refused.rule,
            actor=str(command.asked.by),
            target=target,
        )

    def again(self, policy_version: int | None) -> Refused:
        """The refusal as it was first given."""
        return Refused(self.code, self.why, self.rule_id, policy_version)


def refusals_of(service: str) -> str:
    """The stream that holds a service's refusals."""
    return f"refusals-{uuid5(NAMESPACE_URL, service)}"
