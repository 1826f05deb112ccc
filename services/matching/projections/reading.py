"""What a request says, its turn in the queue, and how soon mentors answer."""

from typing import Any
from uuid import uuid4

from shared.desk import Desk
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Refused

from ..policies.pools import pool_of
from .finding import id_of, rules_of
from .questions import REVIEW_BY_TIER, REVIEW_QUEUE
from .searching import RESPONSES


def review_queue(desk: Desk, programme: str) -> list[Json]:
    """In the order that the programme's queue has."""
    by_tier = "tier" in rules_of(desk, programme).matching.ranked.queue
    query = REVIEW_BY_TIER if by_tier else REVIEW_QUEUE
    return desk.rows(query, pool=str(pool_of(programme)))


def responses(desk: Desk, mentor_id: str) -> Json:
    """How soon a mentor answers, and when they last did (U1)."""
    return desk.row(RESPONSES, mentor=str(id_of("mentor_id", mentor_id))) or {}


REQUESTED = "SELECT pool_id, programme, place FROM request WHERE request_id = %(id)s"


def texts(desk: Desk, request_id: str, reader: str) -> Json:
    """What a mentee wrote: the reading is recorded, then it is shown (JOH-34, JOH-13)."""
    row = desk.row(REQUESTED, id=str(id_of("request_id", request_id)))
    if row is None:
        raise Refused("request-known", "There is no such request.", "request_known")
    message = {
        "type": "ReadRequestTexts",
        "data": {"pool_id": row["pool_id"], "request_id": request_id},
        "id": str(uuid4()),  # every reading is one of its own
        "actor": reader,
    }
    where = {} if row["programme"] is None else {"programme": row["programme"]}
    if desk.submit({**message, **where})["recorded"] != ["RequestTextsRead"]:
        raise Refused("access-refused", "There is nothing to show you.", "read_by_whom_it_is_for")
    written = next(desk.store.read(f"pool-{row['pool_id']}", row["place"] - 1))
    told = desk.commands.recorder.open(written)
    said = {name: getattr(told.data, name) for name in sorted(told.data.personal)}
    return {"request_id": request_id, "at": instant(told.occurred_at), **shown(said)}


def shown(said: dict[str, Any]) -> Json:
    """What was erased meanwhile says so."""
    return {name: str(value) for name, value in said.items()}
