"""Run a server as somebody else when we are root: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

_BORROWED_NAMES = ("postgres", "nobody")


def needed() -> bool:
    """Whether we are root and so have to run such a server under another name."""
    return os.geteuid() == 0


@cache
def prefix() -> tuple[str, ...]:
    """The words to put before a server's command: none at all for an ordinary user.

    The right to pass any directory goes along where the kernel lets it, so that a checkout
    below a directory of mode 0700 works without opening that directory to everybody.
    """
    if not needed():
        return ()
    who = borrowed_user()
    plain = ("setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups")
    # The last word keeps the right alive in access(2) too, with which PostgreSQL looks for itself.
    rights = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    passing = (*plain, *rights, "--securebits=+no_setuid_fixup")
    for words in (passing, plain):
        if shutil.which("setpriv") and _works(*words, "true"):
            return words
    raise PermissionError(
        "PostgreSQL does not run as root and this machine has no working `setpriv` "
        "(package util-linux) to start it under another name: run as an ordinary user",
    )


def can_reach(directory: Path) -> bool:
    """Whether a server started with our prefix can get into this directory."""
    return not needed() or _works(*prefix(), "test", "-x", str(directory))


def hand_over(path: Path) -> None:
    """Let the borrowed user own what its server has to write; harmless if we are not root."""
    if needed():
        who = borrowed_user()
        os.chown(path, who.pw_uid, who.pw_gid)


@cache
def borrowed_user() -> pwd.struct_passwd:
    """Whose name root's server runs under."""
    for name in _BORROWED_NAMES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PermissionError(f"this machine has none of the users {', '.join(_BORROWED_NAMES)}")


def _works(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode == 0
