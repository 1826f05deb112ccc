"""The hand that keeps all read models of a service: one reading, one transaction for all."""

from collections.abc import Sequence

from shared.projecting import Projection
from shared.recording import Recorder
from shared.store import Store, Stored

from .hands import KEEP_ALL, Follower
from .projector import Projector


class Views(Follower):
    """Projectors side by side, each with a checkpoint of its own to be built anew alone."""

    def __init__(self, store: Store, recorder: Recorder, shows: Sequence[Projection]) -> None:
        super().__init__("views", store)
        self.recorder = recorder
        self.each = [Projector(store, recorder, one) for one in shows]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.each)

    def forget(self) -> None:
        super().forget()
        for one in self.each:
            one.forget()

    def place(self) -> int:
        return min((one.stands() for one in self.each), default=-1)

    def wanted(self, rows: list[Stored]) -> list[Stored]:
        return super().wanted(rows) if self.each else []

    def take(self, rows: list[Stored], upto: int) -> None:
        told = [(one.position or 0, one) for one in self.recorder.open_each(rows)]
        with self.each[0].among_views() as cursor:
            for one in self.each:
                one.show(cursor, [event for at, event in told if at > one.stands()])
            cursor.execute(KEEP_ALL, (list(self.names), [upto] * len(self.each)))
        for one in self.each:
            one.at = max(one.stands(), upto)
