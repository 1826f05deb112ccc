"""Each service keeps its own copy of every published policy, so that its log explains itself."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.asked import Rules
from shared.deciding import Decider
from shared.envelope import Envelope
from shared.in_flight import without_waiting
from shared.messages import Command, Consequence, Event


class ProgrammePolicyPublished(Event):
    """Heard from the owner of the policies: a checked document, in force from `effective_from`."""

    programme: str
    policy_version: int
    effective_from: datetime
    document: dict[str, Any]
    sha256: str


class AdoptPolicy(Consequence):
    """Keep this version. Repeating it changes nothing."""

    rulebook_id: UUID
    programme: str
    policy_version: int
    effective_from: datetime
    document: dict[str, Any]
    sha256: str


class PolicyAdopted(Event):
    """From now on this service can decide by this version."""

    programme: str
    policy_version: int
    effective_from: datetime
    document: dict[str, Any]
    sha256: str


@dataclass(frozen=True)
class Versions:
    """The versions of one programme, by when they come into force."""

    adopted: tuple[PolicyAdopted, ...] = ()

    def rules(self) -> "Book":
        return Book({one.policy_version: one for one in self.adopted})


class Book:
    """Rules by version and by instant."""

    def __init__(self, adopted: dict[int, PolicyAdopted]) -> None:
        self.rules = {
            version: Rules(one.programme, version, one.document) for version, one in adopted.items()
        }
        order = sorted(adopted.values(), key=lambda one: one.effective_from)
        self.starts = [one.effective_from for one in order]
        self.order = [one.policy_version for one in order]
        self.mixed: dict[tuple[int, int], Rules] = {}

    def version(self, number: int | None) -> Rules | None:
        """That version, or None where it was never adopted."""
        return None if number is None else self.rules.get(number)

    def at(self, instant: datetime) -> Rules | None:
        """The version in force at that instant; before the first one, the first."""
        if not self.order:
            return None
        return self.rules[self.order[max(bisect.bisect_right(self.starts, instant) - 1, 0)]]

    def in_flight(self, begun: Rules, now: Rules) -> Rules:
        """What holds for something begun under one version while another is in force.

        Its own version, but for what the one in force marks as not waiting.
        """
        key = begun.version, now.version
        if key not in self.mixed:
            self.mixed[key] = without_waiting(begun, now)
        return self.mixed[key]


def decide(command: AdoptPolicy, versions: Versions) -> list[Event]:
    if any(command.policy_version == one.policy_version for one in versions.adopted):
        return []
    return [PolicyAdopted.following(command)]


def evolve(versions: Versions, event: PolicyAdopted) -> Versions:
    return Versions((*versions.adopted, event))


rulebook: Decider[Versions] = Decider(
    "rulebook-{rulebook_id}", Versions(), decide, evolve, accepts=(AdoptPolicy,)
)


@lru_cache
def rulebook_id(programme: str) -> UUID:
    """The same programme has the same rulebook everywhere."""
    return uuid5(NAMESPACE_URL, f"rulebook:{programme}")


def rulebook_of(programme: str) -> str:
    """The stream that keeps a programme's versions."""
    return f"rulebook-{rulebook_id(programme)}"


def book_from(events: Iterable[Event]) -> Book:
    """The book that a rulebook stream adds up to."""
    return rulebook.fold(events).rules()


def when_policy_published_then_adopt(heard: Envelope[ProgrammePolicyPublished]) -> list[Command]:
    """Every service listens to the policies' owner with this."""
    return [
        AdoptPolicy(
            rulebook_id=rulebook_id(heard.data.programme),
            programme=heard.data.programme,
            policy_version=heard.data.policy_version,
            effective_from=heard.data.effective_from,
            document=heard.data.document,
            sha256=heard.data.sha256,
        )
    ]
