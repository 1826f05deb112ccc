"""Make the project's own Python environment from a lock file; runs before any package is there."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from deploy.local import privilege

_HOW_TO_VENV = """\
This Python cannot make virtual environments: its module `ensurepip` is missing.
On Debian and Ubuntu: sudo apt-get install python3-venv"""


def main() -> int:
    """Bring VENV up to the state that LOCK describes; a lock that has changed starts it afresh."""
    target, lock = Path(sys.argv[1]), Path(sys.argv[2])
    if any(not _is_current(stamp, lock.parent) for stamp in _stamps(target)):
        shutil.rmtree(target)
    if not (target / "bin" / "python").exists():
        _create(target)
    stamp = target / f".{lock.stem}"
    if not stamp.exists():
        print(f"installing what {lock} names into {target}", file=sys.stderr)
        _install(target, lock)
        stamp.write_text(_digest(lock))
    os.utime(stamp)
    return 0


def _stamps(target: Path) -> list[Path]:
    return [target / name for name in (".lock", ".dev") if (target / name).exists()]


def _is_current(stamp: Path, locks: Path) -> bool:
    lock = locks / f"{stamp.name.removeprefix('.')}.txt"
    return lock.exists() and stamp.read_text() == _digest(lock)


def _digest(lock: Path) -> str:
    return f"{sys.version_info[:2]} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def _create(target: Path) -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415  Debian packs it apart
    except ImportError:
        if not privilege.apt_get(["python3-venv", "python3-pip"]):
            raise SystemExit(_HOW_TO_VENV) from None
    venv.create(target, with_pip=True)


def _install(target: Path, lock: Path) -> None:
    pip = [str(target / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run(
        # No package may run code of its own while it is installed.
        [*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)],
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
