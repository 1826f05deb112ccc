"""What a rehearsal left behind: the events of the five logs, and all that was said on the bus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deploy.installation import SERVICES, Installation
from deploy.year.policy import Policy
from deploy.year.scenario import Scenario
from shared.assembling import desk_of, room_of
from shared.calling import Caller
from shared.desk import Desk
from shared.envelope import Envelope
from shared.fields import moment
from shared.messages import Json
from shared.verifying import Verdict, verify

EVERYTHING = 10**9
Told = Mapping[str, Sequence[Envelope[Any]]]


class Facts:
    """Events, to be asked for by their types. `told` holds them by service."""

    told: Told

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


@dataclass(frozen=True)
class Evidence(Facts):
    """The whole installation: read with the services' own keys, and a caller for questions."""

    scenarios: Sequence[Scenario]
    installation: Installation
    caller: Caller

    @cached_property
    def desks(self) -> Mapping[str, Desk]:
        return {one: desk_of(room_of(one), self.installation.settings(one)) for one in SERVICES}

    @cached_property
    def told(self) -> Told:  # type: ignore[override]
        """Every event by service, in the order of its log."""
        return {
            name: [desk.commands.recorder.open(row) for row in desk.store.log()]
            for name, desk in self.desks.items()
        }

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

    @cached_property
    def years(self) -> "Sequence[Year]":
        """Each programme's year, in the order in which they were named."""
        return [Year(self, one) for one in self.scenarios]

    def ask(self, query: str, *args: Any) -> Any:
        """A question to a service, as `evaluation.nps`."""
        service, _, method = query.partition(".")
        return self.caller.call(service, method, *args)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.pool.close()


@dataclass(frozen=True)
class Year(Facts):
    """One programme's part of it, from its first day to the last of its scenario."""

    whole: Evidence
    scenario: Scenario

    @cached_property
    def told(self) -> Told:  # type: ignore[override]
        return {
            name: [one for one in events if self.has(one)]
            for name, events in self.whole.told.items()
        }

    def has(self, one: Envelope[Any]) -> bool:
        mine = programme_of(one) == self.scenario.programme
        return mine and one.occurred_at <= self.scenario.until

    @cached_property
    def published(self) -> Sequence[Json]:
        until, name = self.scenario.until, self.scenario.programme
        mine = [said for said in self.whole.published if said.get("programme") == name]
        return [said for said in mine if moment(said["time"]) <= until]

    @cached_property
    def policy(self) -> Policy:
        """The document in force at the end."""
        published = self.of("ProgrammePolicyPublished")
        return Policy(published[-1].data.document if published else {})

    def ask(self, query: str, *args: Any) -> Any:
        return self.whole.ask(query, *args)


def programme_of(one: Envelope[Any]) -> str | None:
    """Whose event it is; what happens outside any programme may still be about one."""
    if one.programme:
        return one.programme
    about = getattr(one.data, "programme", None)
    target = str(getattr(one.data, "target", ""))
    return about or target.removeprefix("programme-") or None
