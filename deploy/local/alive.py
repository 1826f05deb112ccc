"""What the machine's process table says, on Linux and macOS, without packages of our own."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether a process of this id runs; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # The first thread of a killed process may be dead before the others have let go of its ports.
    return _state(pid) != "Z" or _threads(pid) > 1


def command_line(pid: int) -> str:
    """The words a process was started with, or nothing if it is gone or not ours to see."""
    if _has_proc():
        try:
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, UnicodeDecodeError):
            return ""
    return _ps("-p", str(pid), "-o", "args=")


def children(pid: int) -> list[int]:
    """The processes that this one started and that still run."""
    if _has_proc():
        pairs = [(int(entry.name), _parent(entry)) for entry in _PROC.glob("[0-9]*")]
    else:
        rows = (line.split() for line in _ps("-A", "-o", "pid=,ppid=").splitlines())
        pairs = [(int(child), int(parent)) for child, parent in rows]
    return [child for child, parent in pairs if parent == pid]


def kill_at_once(*pids: int) -> None:
    """SIGKILL, and return when all of them are gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(is_alive, pids)), within=30)


def until(holds: Callable[[], object], within: float, pause: float = 0.02) -> None:
    """Return as soon as `holds()` is true; raise TimeoutError after `within` seconds."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"still waiting after {within:g} s")
        time.sleep(pause)


def _has_proc() -> bool:
    return (_PROC / "self" / "stat").exists()


def _state(pid: int) -> str:
    if not _has_proc():
        return _ps("-p", str(pid), "-o", "stat=")[:1]
    with suppress(OSError):
        return _after_the_name(_PROC / str(pid))[0]
    return "Z"


def _threads(pid: int) -> int:
    try:
        return len(list((_PROC / str(pid) / "task").iterdir()))
    except OSError:
        return 0


def _parent(entry: Path) -> int:
    with suppress(OSError):
        return int(_after_the_name(entry)[1])
    return 0


def _after_the_name(entry: Path) -> list[str]:
    # The second field is the program's name in brackets, and may itself hold blanks and brackets.
    return (entry / "stat").read_text().rpartition(")")[2].split()


def _ps(*arguments: str) -> str:
    return subprocess.run(["ps", *arguments], capture_output=True, text=True, check=False).stdout
