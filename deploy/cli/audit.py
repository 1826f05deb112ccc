"""`deploy/audit`: check and read an installation's logs, with a login that may only read."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from deploy.cli.console import console
from deploy.cli.explaining import brief, explained
from deploy.cli.following import mentions, story_of
from deploy.cli.logbooks import BY_CORRELATION, BY_STREAM, Entry, Logbook, in_order, logbooks
from deploy.cli.reporting import Report, Trouble, verb
from deploy.cli.screen import Screen
from deploy.cli.sentences import sentence
from deploy.cli.verification import verify_all
from deploy.installation import SERVICES

Say = Callable[[str], None]
Only = Annotated[list[str] | None, typer.Option("--service", help="Only this one; repeatable.")]
Person = Annotated[str | None, typer.Option("--person", help="A person's or participant's id.")]
Stream = Annotated[str | None, typer.Option("--stream", help="A stream, e.g. plan-0198….")]
Thread = Annotated[str | None, typer.Option("--correlation", help="A correlation id.")]
Pair = Annotated[str | None, typer.Option("--relationship", help="A relationship's id.")]
Zone = Annotated[str, typer.Option("--zone", help="Time zone of the sentences.")]
EventId = Annotated[str, typer.Argument(help="The event's id.")]


def verify(home: Path, say: Say, *, service: Only = None) -> Report:
    """Is anything missing, changed, reordered or unheard? Exit 1 names where.

    deploy/audit verify --service safeguarding
    """
    with logbooks(home, chosen(service)) as books:
        return Report.found(*verify_all(books, say))


def timeline(  # noqa: PLR0913 -- each is a word on the command line
    home: Path,
    say: Say,
    *,
    person: Person = None,
    stream: Stream = None,
    correlation: Thread = None,
    relationship: Pair = None,
    zone: Zone = "UTC",
) -> Report:
    """What happened, one English sentence an event, across all five services.

    deploy/audit timeline --person 0198c0de-…  --zone Europe/London
    """
    asked = {"person": person, "stream": stream}
    by, value = the_question({**asked, "correlation": correlation, "relationship": relationship})
    place = known_zone(zone)
    say(f"looking for {by} {value}")
    with logbooks(home) as books:
        found = in_order(events_of(books, by, value))
    rows = [{**brief(one), "sentence": sentence(one, place)} for one in found]
    return Report.found(rows, [] if rows else [{"problem": f"nothing is known of {by} {value}"}])


def the_question(asked: dict[str, str | None]) -> tuple[str, str]:
    given = [(name, value) for name, value in asked.items() if value]
    if len(given) != 1:
        raise Trouble("whose timeline?", f"give one of --{' --'.join(asked)}")
    return given[0]


def events_of(books: list[Logbook], by: str, value: str) -> Iterator[Entry]:
    match by:
        case "person":
            yield from story_of(books, value)
        case "relationship":
            yield from mentions(books, [value])
        case _:
            query = BY_STREAM if by == "stream" else BY_CORRELATION
            for book in books:
                yield from book.find(query, ids=[value])


def explain(home: Path, say: Say, event: EventId) -> Report:
    """Everything about one event: who, when, why, from what, to what, how proved, who heard.

    deploy/audit explain 0198c0de-…
    """
    try:
        id_ = str(uuid.UUID(event))
    except ValueError:
        raise Trouble(f"{event!r} is no event's id", "ids look like 0198c0de-…") from None
    say(f"looking for event {id_}")
    with logbooks(home) as books:
        return Report(explained(books, id_))


def chosen(services: list[str] | None) -> tuple[str, ...]:
    unknown = set(services or ()) - set(SERVICES)
    if unknown:
        raise Trouble(f"there is no service {min(unknown)!r}", f"one of {', '.join(SERVICES)}")
    return tuple(services) if services else SERVICES


def known_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Trouble(f"there is no time zone {name!r}", "such as Europe/London") from None


def show_verify(screen: Screen, data: Any) -> None:
    columns = ("service", "events", "streams", "head")
    screen.table(columns, [[row[name] for name in columns] for row in data["logs"]])
    events = sum(row["events"] for row in data["logs"])
    screen.line(f"checked {len(data['logs'])} logs, {events} events, {data['lines']} lines")


def show_timeline(screen: Screen, data: Any) -> None:
    for row in data:
        screen.line(row["sentence"])


def show_explained(screen: Screen, data: Any) -> None:
    for heading, found in data.items():
        screen.line(heading.replace("_", " "))
        for line in lines(found):
            screen.line(f"    {line}")


def lines(found: Any) -> Iterator[str]:
    match found:
        case dict():
            yield from (
                f"{name.replace('_', ' ')}: {in_line(value)}" for name, value in found.items()
            )
        case None | []:
            yield "-"
        case list():
            yield from map(in_line, found)
        case _:
            yield str(found)


def in_line(value: Any) -> str:
    match value:
        case {"sentence": str() as text, "id": id_}:
            return f"{text}  [{id_}]"
        case dict():
            return ", ".join(f"{name} {inner}" for name, inner in value.items())
        case list():
            return "; ".join(map(in_line, value)) or "-"
        case None:
            return "-"
        case _:
            return str(value)


app = console(
    "Check and read what an installation recorded. Reads only; personal fields stay sealed."
)
verb(app, show_verify)(verify)
verb(app, show_timeline)(timeline)
verb(app, show_explained)(explain)


def main() -> int:
    """Run one verb."""
    app()
    return 0
