"""given(events).when(command).then(events): tests that read as sentences."""

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shared.asked import Actor, Asked, Rules
from shared.deciding import Decider
from shared.messages import Command, Event
from shared.refusals import Refused

NOON = datetime.fromisoformat("2026-01-05T12:00:00Z")
SOMEBODY = Asked(NOON, Actor("operator", "1"))


@dataclass(frozen=True)
class Given:
    """A history, and the circumstances in which the next request is made."""

    decider: Decider[Any]
    history: tuple[Event, ...] = ()
    asked: Asked = SOMEBODY

    def __call__(self, *history: Event) -> "Given":
        return replace(self, history=history)

    def at(self, at: datetime) -> "Given":
        """The request is made at this business time."""
        return replace(self, asked=replace(self.asked, at=at))

    def by(self, actor: str) -> "Given":
        """The request is made by `role:id`."""
        return replace(self, asked=replace(self.asked, by=Actor.parse(actor)))

    def under(self, rules: Rules) -> "Given":
        """The request is made under this policy."""
        return replace(self, asked=replace(self.asked, rules=rules, rules_now=rules))

    def when(self, command: Command) -> "When":
        """This is asked."""
        return When(self, command.by(self.asked))


@dataclass(frozen=True)
class When:
    """A request made of a history, about to be answered."""

    given: Given
    command: Command

    def decide(self) -> list[Event]:
        """Decide, and see that neither deciding nor evolving changed the state they were given."""
        decider = self.given.decider
        state = decider.fold(self.given.history)
        before = deepcopy(state)
        events = decider.decide(self.command, state)
        for event in events:
            decider.evolve(state, event)
        assert state == before, "the state was changed in place"
        return events

    def then(self, *expected: Event) -> None:
        """Exactly these events happen, in this order."""
        assert list(expected) == self.decide()

    def then_nothing(self) -> None:
        """It was so already."""
        assert self.decide() == []

    def then_types(self, *expected: type[Event]) -> list[Event]:
        """Events of these types happen; gives them back for a closer look."""
        events = self.decide()
        assert [one.__name__ for one in expected] == [type(one).__name__ for one in events]
        return events

    def then_refused(self, code: str) -> Refused:
        """The answer is no, with this code; gives the refusal back."""
        try:
            events = self.decide()
        except Refused as refused:
            found = refused
        else:
            raise AssertionError(f"not refused, but {events}")
        assert code == found.code, found
        return found


def scenario(decider: Decider[Any]) -> Given:
    """The words `given(…).when(…).then(…)` for one decider."""
    return Given(decider)
