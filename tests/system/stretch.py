"""A stretch of a scenario: played through any caller, from wherever an installation has come to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from deploy.year.driver import Driver
from deploy.year.running import Run
from deploy.year.scenario import Batch, Scenario, read
from shared.fields import moment

ROOT = Path(__file__).parents[2]
# Days to compare at, in the scenario's time zone; the last is when its last timers have come due.
CUTS = ("2025-10-20", "2025-11-15", "2025-12-01", "2026-11-20T09:00")
Before = Callable[[Batch], Any]


def scenario() -> Scenario:
    return read(ROOT / "deploy" / "scenarios" / "1mm-ncs.yaml")


@dataclass
class Stretch:
    """Plays batches in order, up to one cut after another. `before` hears of each batch."""

    run: Run
    before: Before = lambda _: None
    batches: list[Batch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.batches = self.run.scenario.batches()

    def resume(self) -> None:
        """Skip what was over when the clocks were last moved: they never run backwards."""
        self.run.state = self.run.driver.settle()
        clocks = [moment(one["clock"]) for one in self.run.state if one["clock"]]
        reached = max(clocks, default=None)
        self.batches = [one for one in self.batches if reached is None or one.at >= reached]

    def until(self, cut: datetime) -> None:
        """Everything before that instant, and what comes due by then."""
        while self.batches and self.batches[0].at < cut:
            self.play(self.batches.pop(0))
        self.run.move_to(cut)
        self.run.state = self.run.driver.settle()

    def play(self, batch: Batch) -> None:
        self.before(batch)
        self.run.move_to(batch.at)
        self.run.one(batch)
        self.run.state = self.run.driver.settle()


def stretch(driver: Driver, home: Path, before: Before = lambda _: None) -> Stretch:
    return Stretch(Run(scenario(), driver, home), before)


def cuts(days: Iterable[str]) -> list[datetime]:
    """Instants of a scenario's time zone, from days or days with times."""
    language = scenario().language
    return [language.local(day) for day in days]
