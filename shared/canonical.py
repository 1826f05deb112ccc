"""Canonical JSON (RFC 8785): the same value is always the same bytes, so a hash means something."""

from typing import Any

import orjson
import rfc8785

EXACT = 2**53
PLAIN = frozenset({str, bool, type(None)})


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes; ValueError or TypeError for what JSON cannot say exactly.

    Where nothing needs care, orjson's sorted output is the same and many times faster.
    """
    if needs_care(value):
        return rfc8785.dumps(value)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def needs_care(value: Any) -> bool:
    """Whether the fast way could differ: floats, numbers beyond 2^53, keys beyond ASCII."""
    kind = type(value)
    if kind in PLAIN:
        return False
    if kind is dict:
        return any(
            not key.isascii() or (type(inner) not in PLAIN and needs_care(inner))
            for key, inner in value.items()
        )
    if kind is list or kind is tuple:
        return any(needs_care(inner) for inner in value)
    return kind is not int or not -EXACT < value < EXACT
