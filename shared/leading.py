"""Leadership over a tail: one process works, others stand by; a lost connection loses the lead."""

import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

import psycopg2
import structlog

from shared import metrics
from shared.connecting import connect
from shared.publishing import NotPublished
from shared.tailing import Tail

LOCK_SPACE = 7305
FIRST, BRISK, SLOW, LONGEST = 0.1, 0.004, 0.05, 5.0
BRISK_ROUNDS = 250

log = structlog.get_logger(__name__)


class Pausing(Protocol):
    """Whatever passes the time between rounds; the publisher does, to keep its connection alive."""

    def idle(self, seconds: float) -> None: ...


@dataclass
class Lead:
    """One process's part in following a log. `standing` is what its readiness probe tells."""

    service: str
    dsn: str
    build: Callable[[Any], Tail]
    pause: Pausing
    stop: Event
    standing: bool = field(default=False, init=False)

    def run(self) -> None:
        """Follow the log until told to stop: as leader, or waiting to become it."""
        wait = FIRST
        while not self.stop.is_set():
            try:
                wait = FIRST if self.turn() else wait
            except (psycopg2.Error, NotPublished, OSError) as fault:
                self.standing = False
                why = type(fault).__name__
                log.warning("tail interrupted", service=self.service, fault=why, again_in_s=wait)
            self.stop.wait(wait)
            wait = min(wait * 2, LONGEST)

    def turn(self) -> bool:
        """Lead for as long as it lasts; False where another leads."""
        with closing(connect(self.dsn)) as kept:
            self.standing = True
            if not take_lead(kept, self.service):
                return False
            log.info("leading", service=self.service)
            with metrics.LEADING.labels(self.service).track_inprogress():
                follow(self.build(kept), self.pause, self.stop)
            return True


def take_lead(kept: Any, service: str) -> bool:
    """Try for the session-level lock that goes when the connection does."""
    with kept.cursor() as cursor:
        key = zlib.crc32(service.encode()) - 2**31
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCK_SPACE, key))
        return bool(cursor.fetchone()[0])


def follow(tail: Tail, pause: Pausing, stop: Event) -> None:
    """Rounds without a break while there is work, brisk ones for a second after, slow ones then."""
    quiet = 0
    while not stop.is_set():
        quiet = 0 if tail.step() else quiet + 1
        if quiet:
            pause.idle(BRISK if quiet < BRISK_ROUNDS else SLOW)
