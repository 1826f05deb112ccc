"""Who is promised to whom: the smallest changes of a pool, from which the others are made."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from ...policies.candidates import Pair, Pool


def mentor(pool: Pool, id_: UUID, **changes: Any) -> Pool:
    changed = replace(pool.mentor(id_), **changes)
    return replace(pool, mentors={**pool.mentors, id_: changed})


def mentee(pool: Pool, id_: UUID, **changes: Any) -> Pool:
    changed = replace(pool.mentee(id_), **changes)
    return replace(pool, mentees={**pool.mentees, id_: changed})


def promised(pool: Pool, id_: UUID, pair: Pair) -> Pool:
    """A seat is kept for this pair, by a proposal or by a request that was accepted."""
    pool = mentor(pool, pair[0], proposals=pool.mentor(pair[0]).proposals | {id_})
    pool = mentee(pool, pair[1], proposals=pool.mentee(pair[1]).proposals | {id_})
    return replace(pool, open={**pool.open, id_: pair})


def closed(pool: Pool, id_: UUID) -> Pool:
    """The seat is no longer kept, if it was."""
    if id_ not in pool.open:
        return pool
    pair = pool.open[id_]
    rest = {one: both for one, both in pool.open.items() if one != id_}
    pool = mentor(pool, pair[0], proposals=pool.mentor(pair[0]).proposals - {id_})
    pool = mentee(pool, pair[1], proposals=pool.mentee(pair[1]).proposals - {id_})
    return replace(pool, open=rest)
