"""The tail of a service: sequence what was committed, then let every hand take its bite."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog

from shared import metrics
from shared.logs import places
from shared.store import Store

from .hands import KEEP_ALL, Follower, bite

NEARBY = 10_000
LOOK_BACK_EVERY = 100
# Partitions hold millions of rows and are made two ahead of need: looking this often is plenty.
PARTITIONS_EVERY = 100_000
# How many rounds the others go on before a hand that failed is heard.
PATIENCE = 100

log = structlog.get_logger()


class Tail:
    """One leader's loop over one log. `step` does one round and tells whether there was work.

    A hand that fails does not hold up the others: its fault is raised when they have nothing left
    to do, or after `PATIENCE` rounds. Then `forget` comes before the next round.
    """

    def __init__(self, store: Store, hands: Sequence[Follower], service: str = "") -> None:
        self.store, self.hands, self.service = store, hands, service
        self.head: int | None = None
        self.last_append = 0
        self.rounds = 0
        self.partitions_at: int | None = None
        self.faults: dict[Follower, Exception] = {}
        self.passed: dict[Follower, int] = {}
        self.patience = PATIENCE

    def step(self) -> bool:
        """Sequence, follow, and when all is followed do what else is due."""
        placed, self.head = self.sequence()
        self.look_ahead(self.head)
        followed = self.follow(self.head)
        busy = placed or followed or self.keep_passed() or self.spare_time()
        self.patience -= bool(self.faults)
        if self.faults and (not busy or self.patience < 0):
            raise next(iter(self.faults.values()))
        return busy

    def sequence(self) -> tuple[bool, int]:
        """Give positions: whether there was anything, and where the log ends now.

        The hint skips what was drained; now and then it looks at everything.
        """
        self.rounds += 1
        look_back = self.rounds % LOOK_BACK_EVERY == 0
        hint = 0 if look_back else max(0, self.last_append - NEARBY)
        first, count, last = self.store.sequence(1000, hint)
        self.last_append = max(self.last_append, last or 0)
        if look_back:
            metrics.PENDING.labels(self.service).set(self.store.pending())
            self.keep_passed()
        return count > 0, first + count - 1

    def look_ahead(self, head: int) -> None:
        """Make partitions before they are needed."""
        if self.partitions_at is None or head >= self.partitions_at + PARTITIONS_EVERY:
            self.store.add_partitions()
            self.partitions_at = head

    def follow(self, head: int) -> bool:
        """One bite for all that are behind; those that stand together read together.

        Whoever stands furthest goes first, so that nobody waits for one that hangs back.
        """
        behind: dict[int, list[Follower]] = {}
        for hand in self.working():
            with self.trying(hand):
                if (at := hand.stands()) < head:
                    behind.setdefault(at, []).append(hand)
        for at in sorted(behind, reverse=True):
            self.share(behind[at], at, head)
        return bool(behind)

    def share(self, hands: Sequence[Follower], at: int, head: int) -> None:
        """Read once; whoever has nothing to do with what was read passes by."""
        rows, upto = bite(self.store, at, head)
        wanted = [(hand, hand.wanted(rows)) for hand in hands]
        for hand, mine in wanted:
            with self.trying(hand):
                if mine:
                    hand.take(mine, upto)
                    self.passed.pop(hand, None)
                else:
                    self.passed[hand] = upto
                hand.at = upto
        log.debug("followed", at=upto, head=head, hands=[one.name for one, mine in wanted if mine])
        self.measure(head)

    def keep_passed(self) -> bool:
        """Move the checkpoints of those who only passed by: now and then, and before a rest.

        To lose one costs a second look at what the hand has nothing to do with.
        """
        if not self.passed:
            return False
        places = [(name, at) for hand, at in self.passed.items() for name in hand.names]
        with self.store.transaction() as cursor:
            cursor.execute(KEEP_ALL, ([name for name, _ in places], [at for _, at in places]))
        self.passed.clear()
        return True

    def spare_time(self) -> bool:
        """Let everybody do what there is besides following."""
        busy = False
        for hand in self.working():
            with self.trying(hand):
                busy = hand.spare_time() or busy
        return busy

    def working(self) -> list[Follower]:
        """The hands that have not failed."""
        return [hand for hand in self.hands if hand not in self.faults]

    @contextmanager
    def trying(self, hand: Follower) -> Iterator[None]:
        """Keep a hand's fault for later, so that the others go on."""
        try:
            yield
        except Exception as fault:  # noqa: BLE001 -- raised by `step`
            kind, where = type(fault).__name__, places(fault)
            log.warning("hand failed", service=self.service, hand=hand.name, fault=kind, at=where)
            self.faults[hand] = fault

    def measure(self, head: int) -> None:
        metrics.HEAD.labels(self.service).set(head)
        for hand in self.hands:
            if hand.at is not None:
                metrics.LAG.labels(self.service, hand.name).set(max(0, head - hand.at))

    def forget(self) -> None:
        """After a fault: trust nothing that was remembered."""
        self.head, self.faults, self.passed, self.patience = None, {}, {}, PATIENCE
        for hand in self.hands:
            hand.forget()
