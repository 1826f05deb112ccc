"""Years of a few events, as the checks and expectations see them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from deploy.year.evidence import Evidence, Facts
from deploy.year.evidence import Year as RealYear
from deploy.year.policy import Policy
from deploy.year.scenario import Scenario
from shared.envelope import Envelope

NEW_YEAR = datetime(2026, 1, 1, 10, tzinfo=UTC)


def event(kind: str, days: float = 0, version: int = 0, **data: Any) -> Envelope[Any]:
    """An event that has these fields and no others."""
    return about(type(kind, (SimpleNamespace,), {})(**data), days, version)


def about(fact: Any, days: float = 0, version: int = 0, **known: Any) -> Envelope[Any]:
    at = NEW_YEAR + timedelta(days=days)
    plain = {"recorded_at": NEW_YEAR, "version": version, "position": int(days), **known}
    return Envelope.about(fact, occurred_at=at, **plain)


class Year(Facts):
    """One programme's year, under a document of a few lines."""

    def __init__(
        self, *events: Envelope[Any], published: Iterable[Any] = (), document: Any = None
    ) -> None:
        self.told = {"somewhere": list(events)}
        self.published = list(published)
        self.policy = Policy(document or {})
        self.scenario = SimpleNamespace(until=NEW_YEAR + timedelta(days=90), batches=list)
        self.scenarios = [self.scenario]


def scenario(programme: str = "p", **document: Any) -> Scenario:
    plain = {"programme": programme, "until": "2026-04-01 09:00", "steps": []}
    return Scenario(Path("x.yaml"), {**plain, **document})


def evidence(*scenarios: Scenario, caller: Any = None, **told: list[Envelope[Any]]) -> Evidence:
    """An installation in which these things were told, by service; nothing stands on a bus."""
    found = Evidence(scenarios, None, caller)
    found.__dict__.update(told=told, published=[])
    return found


def year(one: Scenario, **told: list[Envelope[Any]]) -> RealYear:
    return evidence(one, **told).years[0]
