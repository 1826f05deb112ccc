"""Canonical JSON (RFC 8785): the same value is always the same bytes, so a hash means something."""

from typing import Any

import orjson
import rfc8785

EXACT = 2**53


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes; ValueError or TypeError for what JSON cannot say exactly.

    Where nothing needs care, orjson's sorted output is the same and many times faster.
    """
    if needs_care(value):
        return rfc8785.dumps(value)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def needs_care(value: Any) -> bool:
    """Whether the fast way could differ: floats, numbers beyond 2^53, keys beyond ASCII."""
    match value:
        case dict():
            return any(not key.isascii() or needs_care(inner) for key, inner in value.items())
        case list() | tuple():
            return any(needs_care(inner) for inner in value)
        case bool() | str() | None:
            return False
        case int():
            return not -EXACT < value < EXACT
        case _:
            return True
