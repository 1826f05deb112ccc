"""Install the system's own packages where we may: as root, or through sudo without a password."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_POLICY = Path("/usr/sbin/policy-rc.d")


def apt_get(packages: Sequence[str]) -> bool:
    """Install Debian packages without starting what they bring; False if that is not to be had."""
    as_root = _way_to_be_root()
    if not as_root or not shutil.which("apt-get"):
        return False
    command = [*as_root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*command, "install", "-y", "--no-install-recommends", *packages]
    with _no_autostart(as_root):
        subprocess.run([*command, "update"], check=False)  # a stale list may still do
        done = subprocess.run(install, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _way_to_be_root() -> list[str]:
    """The words before a command that root has to run; none if we cannot be root."""
    if os.geteuid() == 0:
        return ["env"]
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n", "env"]
    return []


@contextmanager
def _no_autostart(as_root: Sequence[str]) -> Iterator[None]:
    """Debian starts a server as soon as it is installed, unless this file says no."""
    if _POLICY.exists():  # somebody has decided already
        yield
        return
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as script:
        script.write("#!/bin/sh\nexit 101\n")
        script.flush()
        put = [*as_root, "install", "-m", "755", script.name, str(_POLICY)]
        subprocess.run(put, check=True)
    try:
        yield
    finally:
        subprocess.run([*as_root, "rm", "-f", str(_POLICY)], check=True)
