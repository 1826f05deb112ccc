"""An event as one English sentence, made from its name, its docstring and its fields."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from deploy.cli.logbooks import Entry
from shared.recording import when

ROWS = re.compile(r"\s*\((?:[A-Z0-9]+-\d+[a-z]?(?:[,; ]+|(?=\))))+\)")
ID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
FIRST_CLAUSE = re.compile(r"\.(?:\s|$)|;\s")
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
SHOWN, LONGEST = 6, 60


def sentence(entry: Entry, zone: tzinfo = UTC) -> str:
    """When · which service · what: what it means (its plain fields) — by whom."""
    said = f"{moment(entry.at_us, zone)} · {entry.service} · {entry.row.type}: {meaning(entry)}"
    details = ", ".join(list(plain_fields(entry, zone))[:SHOWN])
    return f"{said}{f' ({details})' if details else ''} — by {actor(entry.meta.get('actor', ''))}"


def meaning(entry: Entry) -> str:
    """The first sentence of the event's docstring; for a refusal, what was refused and why."""
    if entry.row.type == "CommandRefused":
        return f"{entry.data.get('command')} was refused: {entry.data.get('why')}"
    text = " ".join((entry.kind.__doc__ or "" if entry.kind else "").split())
    first = FIRST_CLAUSE.split(ROWS.sub("", text), maxsplit=1)[0].strip()
    return first or "nothing more is known of this kind of event"


def plain_fields(entry: Entry, zone: tzinfo) -> Iterator[str]:
    """What is no id and not empty, as `minutes 60`."""
    hidden = {"command", "why", "actor"} if entry.row.type == "CommandRefused" else set()
    for name, value in entry.data.items():
        if name not in hidden and (text := shown(value, zone)):
            yield f"{name.replace('_', ' ')} {text}"


def shown(value: Any, zone: tzinfo) -> str:  # noqa: PLR0911 -- a table of kinds
    """A value in a sentence; nothing for ids, blanks and whole documents."""
    match value:
        case None | dict() | [] | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case str() if ID.fullmatch(value):
            return ""
        case str() if INSTANT.fullmatch(value):
            return spoken(datetime.fromisoformat(value).astimezone(zone))
        case str() if DAY.fullmatch(value):
            return spoken(date.fromisoformat(value))
        case str():
            return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
        case list():
            return " and ".join(filter(None, (shown(one, zone) for one in value[:SHOWN])))
        case _:
            return str(value)


def actor(text: str) -> str:
    """`role …end of id`: enough to tell people apart in one timeline."""
    role, _, id_ = text.partition(":")
    return f"{role.replace('_', ' ')} {f'…{id_[-8:]}' if ID.fullmatch(id_) else id_}".strip()


def moment(us: int, zone: tzinfo) -> str:
    """`12 Jan 2026 16:00` in that zone."""
    return spoken(when(us).astimezone(zone))


def spoken(at: date) -> str:
    """A day as people say it, with the time of day where there is one."""
    time = f" {at:%H:%M}" if isinstance(at, datetime) else ""
    return f"{at.day} {at:%b %Y}{time}"
