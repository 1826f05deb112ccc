"""Which pool belongs to a programme."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.envelope import Envelope
from shared.messages import Command


def pool_of(programme: str) -> UUID:
    """The pool of a programme: always the same id, so that nobody has to keep it."""
    return uuid5(NAMESPACE_URL, f"pool:{programme}")


def pools_of(heard: Envelope[Any]) -> tuple[UUID, ...]:
    """The pool that something heard concerns: none where it was said outside every programme."""
    return (pool_of(heard.programme),) if heard.programme else ()


def noting(ask: type[Command], heard: Envelope[Any], /, **more: Any) -> list[Command]:
    """The same fields, asked of the pool."""
    told = {name: getattr(heard.data, name) for name in heard.data.codecs if name in ask.codecs}
    return [ask(**{"pool_id": pool_id, **told, **more}) for pool_id in pools_of(heard)]
