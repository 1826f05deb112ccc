"""Run the tests on private servers, and leave nothing running: what `make test` calls."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

from deploy.local import containers, installing
from deploy.local.leash import Leash, leash
from deploy.local.postgres import Postgres
from deploy.local.rabbitmq import Rabbitmq

_ROOM = Path("var/test")
# Green threads must be there before anything else is imported, so the bus has a process of its own.
_PARTS: dict[str, tuple[str, ...]] = {
    "most": ("tests", "--ignore=tests/bus", "--ignore=tests/benchmarks"),
    "bus": ("tests/bus",),
}
# One order of tests and one choice of examples, so that red is red again; others on purpose, with
# TESTS="tests --randomly-seed=7".
_LOT = ("--randomly-seed=3182293919", "--hypothesis-seed=3182293919")
_BENCHMARKS: dict[str, tuple[str, ...]] = {
    "bench": ("tests/benchmarks", "-s", "-q", "--randomly-dont-reorganize", "-o", "timeout=0"),
}


def main() -> int:
    """Run all parts, or one pytest with the words given; answer with pytest's own exit code."""
    words = sys.argv[1:]
    parts = _PARTS
    if words[:1] == ["--bench"]:
        parts, words = _BENCHMARKS, words[1:]
    elif words:
        parts = {"some": ()}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupted)  # a shell may have started us deaf to some of them
    try:
        installing.ensure_servers()
        with _alone(), _servers() as (held, environment):
            codes = [_run(name, (*part, *words), environment, held) for name, part in parts.items()]
    except installing.Missing as missing:
        if containers.work():
            return containers.run_tests(words)
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if len(parts) > 1:
        print(_closing_line(parts))
    return next((code for code in codes if code), 0)


@contextmanager
def _alone() -> Iterator[None]:
    _ROOM.mkdir(parents=True, exist_ok=True)
    with (_ROOM / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"another test run is using {_ROOM}: wait for it to end") from None
        yield


@contextmanager
def _servers() -> Iterator[tuple[Leash, dict[str, str]]]:
    """Both servers, new and empty, and the environment in which the tests find them."""
    postgres, rabbitmq = Postgres(_ROOM / "postgres"), Rabbitmq(_ROOM / "rabbitmq")
    for server in (postgres, rabbitmq):
        server.stop()  # of a run whose machine went down
        shutil.rmtree(server.home, ignore_errors=True)
    with leash(postgres.home, rabbitmq.home) as held, ThreadPoolExecutor() as pool:
        for started in (pool.submit(postgres.start), pool.submit(rabbitmq.start)):
            started.result()
        homes = {
            "MENTORING_TEST_POSTGRES": str(postgres.home),
            "MENTORING_TEST_RABBITMQ": str(rabbitmq.home),
        }
        yield held, os.environ | homes


def _run(name: str, words: Sequence[str], environment: dict[str, str], held: Leash) -> int:
    (_ROOM / "trace").mkdir(exist_ok=True)
    notes = (f"--junit-xml={_ROOM}/{name}.xml", f"--trace-out={_ROOM}/trace/{name}.json")
    command = [sys.executable, "-m", "pytest", *notes, *_LOT, *words]
    with subprocess.Popen(command, env=environment) as tests:
        held.also(tests.pid)
        try:
            return tests.wait()
        except KeyboardInterrupt:
            # The keyboard's interrupt has reached pytest already; a signal to us alone has not.
            tests.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                tests.wait(timeout=30)
            tests.kill()
            raise


def _closing_line(parts: Iterable[str]) -> str:
    counts: Counter[str] = Counter()
    for name in parts:
        report = ET.parse(_ROOM / f"{name}.xml")  # noqa: S314  we wrote it ourselves
        for suite in report.iter("testsuite"):
            for key in ("tests", "failures", "errors", "skipped"):
                counts[key] += int(suite.get(key, 0))
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    return f"{passed} passed, {failed} failed, {counts['skipped']} skipped"


def _interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
