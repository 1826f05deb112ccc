"""Everything there is to know about one event: who, when, why, from what, to what, proved how."""

from collections.abc import Sequence
from typing import Any

from deploy.cli.logbooks import BY_CAUSE, BY_ID, Entry, Logbook
from deploy.cli.reporting import Trouble
from deploy.cli.sentences import sentence
from deploy.cli.verification import hashes
from shared.fields import instant
from shared.recording import when
from shared.verifying import Problem
from shared.wire import schema_urn

SAID = """
SELECT (SELECT count(*) FROM es.log WHERE type = %(type)s AND position <= %(position)s),
       coalesce((SELECT position FROM es.subscription WHERE name = 'relay'), -1) >= %(position)s
"""
HEARD = "SELECT handler, handled_at FROM es.inbox WHERE event_id = %(id)s::uuid ORDER BY handled_at"


def explained(books: Sequence[Logbook], id_: str) -> dict[str, Any]:
    """The event of that id; raises Trouble if no log has it."""
    book, entry = the_one(books, id_)
    row, meta = entry.row, entry.meta
    place = {"service": entry.service, "stream": row.stream, "version": row.version}
    link = Problem("hash", row.position, row.stream, row.version, "")
    return {
        "what": {"sentence": sentence(entry), "type": row.type, "data": entry.data},
        "where": {**place, "position": row.position, "schema": row.schema},
        "who": {"actor": meta.get("actor"), "subjects": meta.get("subjects", [])},
        "when": times(entry),
        "why": {**grounds(entry), "caused_by": causes(books, meta.get("causationid"))},
        "led_to": [brief(one) for other in books for one in other.find(BY_CAUSE, ids=[id_])],
        "proof": hashes(book, link),
        "published": published(book, entry),
        "heard_by": heard_by(books, id_),
    }


def times(entry: Entry) -> dict[str, Any]:
    """Both times: when it happened, and when the log learnt of it."""
    return {
        "occurred_at": instant(when(entry.at_us)),
        "recorded_at": instant(when(entry.row.recorded_us)),
        "rehearsal": bool(entry.meta.get("rehearsal")),
    }


def grounds(entry: Entry) -> dict[str, Any]:
    """Under which rules, of which version of which programme, in which thread."""
    return {
        "programme": entry.meta.get("programme"),
        "policy_version": entry.meta.get("policyversion"),
        "rules": entry.meta.get("rules", []),
        "correlation": entry.meta.get("correlationid"),
    }


def the_one(books: Sequence[Logbook], id_: str) -> tuple[Logbook, Entry]:
    for book in books:
        for entry in book.find(BY_ID, id=id_):
            return book, entry
    raise Trouble(f"no log has an event {id_}", "deploy/audit timeline shows ids with --json")


def causes(books: Sequence[Logbook], id_: str | None) -> list[dict[str, Any]]:
    """The event that led here; none where a person, a timer's row or an import asked."""
    return [] if id_ is None else [brief(one) for book in books for one in book.find(BY_ID, id=id_)]


def brief(entry: Entry) -> dict[str, Any]:
    """One event of a list."""
    return {
        "id": str(entry.row.id),
        "service": entry.service,
        "type": entry.row.type,
        "stream": entry.row.stream,
        "version": entry.row.version,
        "occurred_at": instant(when(entry.at_us)),
        "recorded_at": instant(when(entry.row.recorded_us)),
        "sentence": sentence(entry),
    }


def published(book: Logbook, entry: Entry) -> dict[str, Any] | None:
    """How it stands on the bus; None for what stays at home."""
    kind, position = entry.kind, entry.row.position
    if kind is None or not kind.published or position is None:
        return None
    ((ordinal, said),) = book.rows(SAID, type=entry.row.type, position=position)
    return {
        "exchange": f"{kind.exchange or book.service}.events",
        "routing_key": entry.row.type,
        "message_id": str(entry.row.id),
        "dataschema": schema_urn(book.service, kind),
        "ordinal": ordinal,
        "said": said,
        "kept_at_home": sorted({*kind.personal, *kind.indoors}),
    }


def heard_by(books: Sequence[Logbook], id_: str) -> list[dict[str, Any]]:
    """Every listener that committed its effect."""
    return [
        {"service": book.service, "handler": handler, "handled_at": instant(at)}
        for book in books
        for handler, at in book.rows(HEARD, id=id_)
    ]
