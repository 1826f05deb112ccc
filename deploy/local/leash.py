"""Stop private servers when whoever started them is gone, however it went."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from deploy.local.alive import command_line, kill_at_once
from deploy.local.postgres import Postgres
from deploy.local.rabbitmq import Rabbitmq

_ROOT = Path(__file__).parents[2]


class Leash:
    """Our end of the pipe."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe

    def also(self, pid: int) -> None:
        """End this process too, if it still runs when we are gone; it has to be our own Python."""
        self._pipe.write(b"%d\n" % pid)
        self._pipe.flush()


@contextmanager
def leash(*homes: Path) -> Iterator[Leash]:
    """Hold these servers' directories: when the block ends, or we are killed in it, they stop.

    A second process waits for the end of a pipe that only we hold open.
    """
    command = [sys.executable, "-m", "deploy.local.leash", *(str(home.resolve()) for home in homes)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, start_new_session=True, cwd=_ROOT
    ) as holder:
        if holder.stdin is None:
            raise AssertionError
        try:
            yield Leash(holder.stdin)
        finally:
            holder.stdin.close()
            holder.wait()


def main() -> int:
    """Wait for the end of standard input, unless told `--now`; then stop what is named."""
    words = sys.argv[1:]
    pids = [] if "--now" in words else [int(line) for line in sys.stdin.buffer]
    kill_at_once(*(pid for pid in pids if sys.executable in command_line(pid)))
    for word in words:
        if word != "--now":
            stop(Path(word))
    return 0


def stop(home: Path) -> None:
    """Stop whichever server lives in this directory; harmless if none does."""
    Postgres(home).stop()
    Rabbitmq(home).stop()


if __name__ == "__main__":
    sys.exit(main())
