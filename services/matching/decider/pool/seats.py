"""Who is promised to whom: the smallest changes of a pool, from which the others are made."""

from typing import Any
from uuid import UUID

from ...policies.candidates import Pair, Pool, but


def mentor(pool: Pool, id_: UUID, **changes: Any) -> Pool:
    changed = but(pool.mentor(id_), **changes)
    touched = (*pool.touched, id_)
    return but(pool, mentors=pool.mentors.set(id_, changed), touched=touched)


def mentee(pool: Pool, id_: UUID, **changes: Any) -> Pool:
    changed = but(pool.mentee(id_), **changes)
    touched = (*pool.touched, id_)
    return but(pool, mentees=pool.mentees.set(id_, changed), touched=touched)


def promised(pool: Pool, id_: UUID, pair: Pair) -> Pool:
    """A seat is kept for this pair, by a proposal or by a request that was accepted."""
    pool = mentor(pool, pair[0], proposals=pool.mentor(pair[0]).proposals | {id_})
    pool = mentee(pool, pair[1], proposals=pool.mentee(pair[1]).proposals | {id_})
    return but(pool, open=pool.open.set(id_, pair))


def closed(pool: Pool, id_: UUID) -> Pool:
    """The seat is no longer kept, if it was."""
    if id_ not in pool.open:
        return pool
    pair = pool.open[id_]
    pool = mentor(pool, pair[0], proposals=pool.mentor(pair[0]).proposals - {id_})
    pool = mentee(pool, pair[1], proposals=pool.mentee(pair[1]).proposals - {id_})
    return but(pool, open=pool.open.delete(id_))
