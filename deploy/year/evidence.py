"""What a year left behind: every event of the five logs, and all that was said on the bus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deploy.installation import SERVICES, Installation
from deploy.year.scenario import Scenario
from shared.assembling import desk_of, room_of
from shared.calling import Caller
from shared.desk import Desk
from shared.envelope import Envelope
from shared.messages import Json
from shared.verifying import Verdict, verify

EVERYTHING = 10**9


@dataclass(frozen=True)
class Evidence:
    """The logs, read with the services' own keys, and a caller for questions."""

    scenario: Scenario
    installation: Installation
    caller: Caller

    @cached_property
    def desks(self) -> Mapping[str, Desk]:
        return {one: desk_of(room_of(one), self.installation.settings(one)) for one in SERVICES}

    @cached_property
    def told(self) -> Mapping[str, Sequence[Envelope[Any]]]:
        """Every event by service, in the order of its log."""
        return {
            name: [desk.commands.recorder.open(row) for row in desk.store.log()]
            for name, desk in self.desks.items()
        }

    @cached_property
    def by_type(self) -> Mapping[str, Sequence[Envelope[Any]]]:
        found: dict[str, list[Envelope[Any]]] = {}
        for events in self.told.values():
            for one in events:
                found.setdefault(type(one.data).__name__, []).append(one)
        return found

    def of(self, *names: str) -> list[Envelope[Any]]:
        """The events of these types, in the order of business time."""
        found = [one for name in names for one in self.by_type.get(name, ())]
        return sorted(found, key=lambda one: one.occurred_at)

    @cached_property
    def published(self) -> Sequence[Json]:
        """Every event that left a service, as it stands on the bus."""
        return [
            said
            for desk in self.desks.values()
            for name, kind in desk.room.records.items()
            if kind.published
            for said in desk.said(name, 0, EVERYTHING)
        ]

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What checking each log against itself found."""
        return {name: verify(desk.store) for name, desk in self.desks.items()}

    def ask(self, query: str, *args: Any) -> Any:
        """A question to a service, as `evaluation.nps`."""
        service, _, method = query.partition(".")
        return self.caller.call(service, method, *args)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.pool.close()
