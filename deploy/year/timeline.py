"""One person's year, a line an event: when, where, what it means, and who did it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import tzinfo

from deploy.cli.following import story_of
from deploy.cli.logbooks import SEALED, Entry, logbook
from deploy.cli.sentences import meaning, moment
from deploy.installation import SERVICES, Installation

LINE, DETAILS = 144, 3
WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
ECHO = "service:"
TIME_OR_ID = re.compile(r"^(\d{4}-\d\d-\d\d.*|.*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-.*)$")
SAID_ALREADY = {"command", "code", "why", "rule_id", "actor", "target", "expires_at"}


def timeline(installation: Installation, person: str, zone: tzinfo) -> Iterator[str]:
    """What people and timers did about a person, and what was said; the personal is sealed."""
    with ExitStack() as opened:
        books = [opened.enter_context(logbook(installation, one)) for one in SERVICES]
        for entry in filter(worth_telling, story_of(books, person)):
            yield f"  {told(entry, zone)}"


def worth_telling(entry: Entry) -> bool:
    """Not how one stream told another."""
    said = entry.kind is not None and entry.kind.published
    return said or not str(entry.meta.get("actor", "")).startswith(ECHO)


def told(entry: Entry, zone: tzinfo) -> str:
    """`29 Oct 2025 18:00  sessions  Session held. They met: minutes 60 (mentor)`, cut to a line."""
    refused = entry.row.type == "CommandRefused"
    name = "" if refused else f"{WORDS.sub(' ', entry.row.type).capitalize()}. "
    what = name + IN_BRACKETS.sub("", meaning(entry)).rstrip(".")
    known = list(details(entry))[:DETAILS]
    more = f": {', '.join(known)}" if known else ""
    role = str(entry.meta.get("actor", "")).partition(":")[0].replace("_", " ")
    end = f" ({role})"
    line = f"{moment(entry.at_us, zone):>17}  {entry.service:<12}  {what}{more}"
    return (line if len(line) <= LINE - len(end) else f"{line[: LINE - len(end) - 1]}…") + end


def details(entry: Entry) -> Iterator[str]:
    """What is neither an id nor a time nor sealed nor empty, as `minutes 60`."""
    for name, value in entry.data.items():
        if name not in SAID_ALREADY and value != SEALED and (text := plain(value)):
            yield f"{name.replace('_', ' ')} {text}"


def plain(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case str() if not TIME_OR_ID.match(value):
            return value.replace("_", " ")
        case list():
            return " and ".join(filter(None, map(plain, value)))
        case _:
            return ""
