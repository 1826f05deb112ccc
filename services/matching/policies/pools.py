"""Which pool belongs to a programme."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.envelope import Envelope


def pool_of(programme: str) -> UUID:
    """The pool of a programme: always the same id, so that nobody has to keep it."""
    return uuid5(NAMESPACE_URL, f"pool:{programme}")


def pools_of(heard: Envelope[Any]) -> tuple[UUID, ...]:
    """The pool that something heard concerns: none where it was said outside every programme."""
    return (pool_of(heard.programme),) if heard.programme else ()
