"""What identifies a data set: the ids under which its answers lie, which never change."""

import hashlib
from collections.abc import Iterable

from shared.canonical import canonical

from ..events import FrozenPair


def digest(pairs: Iterable[FrozenPair]) -> str:
    """SHA-256 over the canonical list of ids, in order; of the answers it tells nothing."""
    rows = sorted(list(pair.dump().values()) for pair in pairs)
    return hashlib.sha256(canonical(rows)).hexdigest()
