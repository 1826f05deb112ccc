"""What the services have become, in a form in which two runs of one scenario can be compared.

Equal means: the same events happened, as often, in as many streams of the same shape; every read
model shows the same rows, to the last value; and the paired table says the same. Left out is only
what chance or the machine's clock decides: the ids of events and what is derived from them, when
something was recorded, and the order in which commands of one instant reached the log.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from psycopg2 import sql
from psycopg2.extras import RealDictCursor

from deploy.installation import SERVICES, Installation
from shared.assembling import room_of
from shared.connecting import connect

State = dict[str, Any]
# What follows from an event gets an id derived from that event's own; a row that says where in
# the log it was changed last says in which order things got there.
BY_CHANCE = {"review_id", "changed"}
HAPPENED = """
SELECT s.category, s.name, e.type, count(*)
  FROM es.log AS l
  JOIN es.event AS e USING (append_id, ord)
  JOIN es.stream AS s USING (stream_id)
 GROUP BY s.category, s.name, e.type
"""


def state_of(installation: Installation) -> State:
    """Of all services, as JSON values."""
    return {one: service_state(installation, one) for one in SERVICES}


def service_state(installation: Installation, service: str) -> State:
    with closing(connect(installation.dsn(service, "auditor"))) as lent:
        happened, lives = log_of(lent)
        names = [name for one in room_of(service).shows for name in one.table_names]
        shown = {name: rows(lent, name) for name in names}
    return {"happened": happened, "lives": lives, "shown": shown}


def log_of(lent: Any) -> tuple[dict[str, int], list[str]]:
    """How often each type happened, and every stream's category with what happened in it."""
    happened: Counter[str] = Counter()
    streams: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    with lent.cursor() as cursor:
        cursor.execute(HAPPENED)
        for category, name, kind, count in cursor.fetchall():
            happened[kind] += count
            streams[category, name][kind] = count
    lives = sorted(f"{category} {sorted(life.items())}" for (category, _), life in streams.items())
    return dict(sorted(happened.items())), lives


def rows(lent: Any, table: str) -> list[Mapping[str, Any]]:
    with lent.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier("view", table)))
        found = [{k: v for k, v in row.items() if k not in BY_CHANCE} for row in cursor.fetchall()]
    return sorted((json.loads(json.dumps(row, default=str)) for row in found), key=json.dumps)


def tables(caller: Any, programme: str) -> dict[str, Any]:
    """The paired evaluation tables, as anybody may ask for them."""
    return {
        role: caller.call("evaluation", "impact", programme, role) for role in ("mentor", "mentee")
    }
