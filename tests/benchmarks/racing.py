"""Processes that do one thing as often as they can, all at once and for the same time."""

import multiprocessing
import time
from contextlib import contextmanager

# A fresh interpreter each: nothing of the parent's connections comes along.
SPAWN = multiprocessing.get_context("spawn")
BETWEEN = 0.004  # as a tail pauses between its rounds


class Race:
    """Lanes that wait for their signal. `make(*words)` gives the thing to do, once a lane."""

    def __init__(self, lanes, make, *words):
        self.ends = [SPAWN.Pipe() for _ in range(lanes)]
        self.lanes = [
            SPAWN.Process(target=lane, args=(theirs, make, *words), daemon=True)
            for _, theirs in self.ends
        ]
        for process in self.lanes:
            process.start()
        for mine, _ in self.ends:
            mine.recv()

    def run(self, seconds, meanwhile=None):
        """Calls a second, all lanes together, and until `meanwhile` has nothing left to do."""
        began = time.monotonic()
        for mine, _ in self.ends:
            mine.send(seconds)
        while meanwhile and not all(mine.poll() for mine, _ in self.ends):
            meanwhile()
            time.sleep(BETWEEN)
        done = sum(mine.recv() for mine, _ in self.ends)
        while meanwhile and meanwhile():
            pass
        return done / (time.monotonic() - began)

    def close(self):
        for mine, _ in self.ends:
            mine.send(None)
        for process in self.lanes:
            process.join()


@contextmanager
def race(lanes, make, *words):
    running = Race(lanes, make, *words)
    try:
        yield running
    finally:
        running.close()


def lane(end, make, *words):
    turn = make(*words)
    turn()  # connected, planned, warm
    end.send("ready")
    while seconds := end.recv():
        until, done = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            turn()
            done += 1
        end.send(done)
