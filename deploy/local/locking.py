"""Pin the newest packages that pyproject.toml allows, for every Python and platform it names."""

import subprocess
import sys
import tempfile
from pathlib import Path

_RUN, _DEV = Path("requirements/lock.txt"), Path("requirements/dev.txt")
_COMPILE = (
    *("pip", "compile", "pyproject.toml", "--quiet", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url"),
)


def main() -> int:
    """Write both lock files; the tool that does it is fetched into a directory of its own."""
    with tempfile.TemporaryDirectory() as room:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--target", room, "uv"]
        subprocess.run(pip, check=True)
        uv = str(Path(room) / "bin" / "uv")
        subprocess.run([uv, *_COMPILE, "--extra=embedded", f"-o={_RUN}"], check=True)
        everything = ("--extra=embedded", "--extra=dev", f"--constraint={_RUN}")
        subprocess.run([uv, *_COMPILE, *everything, f"-o={_DEV}"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
