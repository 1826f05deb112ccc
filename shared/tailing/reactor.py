"""The hand that asks what follows from the service's own events."""

from collections.abc import Iterator, Sequence

from shared import metrics
from shared.commanding import Commands
from shared.inbox import follow
from shared.lots import asked, follow_each
from shared.reacting import Reactions
from shared.store import Conflict, Stored

from .hands import Follower

LOT = 100
OWN = "own"


class Reactor(Follower):
    """Reacts to a lot of events in one transaction: all consequences and the checkpoint, or none.

    Where a lot cannot be had together it reacts to one event a transaction, in the same order and
    with the same outcome.
    """

    def __init__(self, commands: Commands, reactions: Reactions) -> None:
        super().__init__("reactor", commands.store)
        self.commands, self.reactions, self.types = commands, reactions, reactions.types

    def take(self, rows: list[Stored], upto: int) -> None:
        for lot in lots(rows):
            if len(lot) == 1 or not self.reacted_together(lot):
                self.react(lot)
        if self.stands() < upto:
            with self.store.transaction() as cursor:
                self.keep(cursor, upto)

    def react(self, rows: Sequence[Stored]) -> None:
        """One after another."""
        for row in rows:
            while not self.reacted(row):
                metrics.CONFLICTS.labels(self.commands.room.name).inc()

    def reacted_together(self, rows: Sequence[Stored]) -> bool:
        """False, and nothing done, where they have to be taken one by one."""
        last = rows[-1].position or 0
        try:
            told = self.commands.recorder.open_each(rows)
            asks = [ask for one in told for ask in asked(self.commands, OWN, one, self.reactions)]
            if asks:
                with self.commands.transaction() as (cursor, inside):
                    follow_each(inside, asks)
                    self.keep(cursor, last)
                self.at = last
        except Exception:  # noqa: BLE001 -- whoever it is of, it is raised again when its turn comes
            return False
        return True

    def reacted(self, row: Stored) -> bool:
        """False when another writer came first: what it wrote has to be read first."""
        told = self.commands.recorder.open(row)
        asks = self.reactions.to(told)
        if not asks:
            return True
        try:
            with self.commands.transaction() as (cursor, inside):
                follow(inside, told, asks, OWN)
                self.keep(cursor, row.position or 0)
        except Conflict:
            return False
        self.at = row.position
        return True


def lots(rows: Sequence[Stored]) -> Iterator[Sequence[Stored]]:
    for first in range(0, len(rows), LOT):
        yield rows[first : first + LOT]
