"""The catalogues that a process has at hand: only a cache, as every question begins with what has
changed in the read model since the last one.
"""

from uuid import UUID
from weakref import WeakKeyDictionary

from psycopg2.extras import RealDictCursor

from shared.desk import Desk

from .catalogue import Catalogue
from .searching import CHANGED

catalogues: WeakKeyDictionary[Desk, dict[UUID, Catalogue]] = WeakKeyDictionary()


def catalogue(desk: Desk, pool: UUID) -> Catalogue:
    """The pool's mentors as the read model has them at this moment."""
    known = catalogues.setdefault(desk, {}).setdefault(pool, Catalogue())
    with desk.pool.connection() as lent, lent.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(CHANGED, {"pool": str(pool), "upto": known.upto})
        rows = cursor.fetchall()
    known.take(rows)
    return known
