"""The hand that asks what follows from the service's own events."""

from shared import metrics
from shared.commanding import Commands
from shared.inbox import follow
from shared.reacting import Reactions
from shared.store import Conflict, Stored

from .hands import Follower


class Reactor(Follower):
    """Reacts to one event a transaction: its consequences and the checkpoint, or neither."""

    def __init__(self, commands: Commands, reactions: Reactions) -> None:
        super().__init__("reactor", commands.store)
        self.commands, self.reactions, self.types = commands, reactions, reactions.types

    def take(self, rows: list[Stored], upto: int) -> None:
        for row in rows:
            while not self.reacted(row):
                metrics.CONFLICTS.labels(self.commands.room.name).inc()
        if self.stands() < upto:
            with self.store.transaction() as cursor:
                self.keep(cursor, upto)

    def reacted(self, row: Stored) -> bool:
        """False when another writer came first: what it wrote has to be read first."""
        told = self.commands.recorder.open(row)
        asks = self.reactions.to(told)
        if not asks:
            return True
        try:
            with self.commands.transaction() as (cursor, inside):
                follow(inside, told, asks, "own")
                self.keep(cursor, row.position or 0)
        except Conflict:
            return False
        self.at = row.position
        return True
