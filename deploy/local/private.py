"""Files that only their owner may read."""

import os
from pathlib import Path


def keep_private(file: Path, text: str) -> None:
    """Write a file of mode 0600, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    fresh.replace(file)
