"""Running one or several scenarios from first to last day, through whatever caller is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from deploy.importing import Outcome
from deploy.importing import run as run_import
from deploy.importing.sending import Import
from deploy.year.driver import Driver
from deploy.year.scenario import Batch, Scenario, SideBySide
from shared.fields import moment
from shared.messages import Json

Told = Callable[[Batch, int, int], None]


@dataclass
class Run:
    """One run. `told` hears of every batch before it is sent: how many are done, of how many."""

    scenario: Scenario | SideBySide
    driver: Driver
    home: Path
    told: Told = lambda *_: None
    imported: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    state: list[Json] = field(default_factory=list)

    def all(self) -> "Run":
        batches = self.scenario.batches()
        for done, batch in enumerate(batches):
            self.told(batch, done, len(batches))
            self.move_to(batch.at)
            self.one(batch)
            if batch.waits:
                self.state = self.driver.settle()
        return self.finish()

    def finish(self) -> "Run":
        """Let the last timers of the year come due."""
        self.move_to(self.scenario.until)
        self.state = self.driver.settle()
        return self

    def move_to(self, at: datetime) -> None:
        """Move the clock, and let what comes due on the way happen first."""
        self.driver.clock(at)
        if not self.state or any(due_by(one, at) for one in self.state):
            self.state = self.driver.settle()

    def one(self, batch: Batch) -> None:
        if batch.looks:
            self.driver.settle()  # nobody looks before what was said before has been heard
            for look in batch.looks:
                self.driver.look(look)
        elif batch.file:
            self.bring_in(batch, batch.file)
        else:
            send = self.driver.in_turn if batch.in_turn else self.driver.together
            send(batch.asks)

    def bring_in(self, batch: Batch, file: Path) -> None:
        what = Import(file.stem, batch.programme, batch.by, batch.at)
        outcome = run_import(file, what, self.driver.caller)
        self.imported[batch.programme, file.name] = outcome
        if outcome.rejected:
            outcome.write_rejected(self.home / f"rejected-{batch.programme}-{file.name}")


def due_by(progress: Json, at: datetime) -> bool:
    return bool(progress["next_due"]) and moment(progress["next_due"]) <= at
