"""The pages themselves, as text: events, commands, refusals, settings, AsyncAPI documents."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from shared.messages import Json
from shared.room import Room
from shared.settings import PREFIX, SECRET, Settings

from .asyncapi import document, product_version
from .refusing import codes
from .rooms import commands, first_words, own_events, rooms
from .shapes import listed, shape

NOTE = "*Written by `make docs` from the declarations in the code; a test compares the two.*"
SIGNS = "`?` may be left out · `*` personal, sealed and never published · `°` never published"


def pages() -> dict[str, str]:
    """Every page by its path under docs/references."""
    all_rooms = rooms()
    version = product_version()
    apis = {f"asyncapi/{one.name}.json": laid_out(document(one, version)) for one in all_rooms}
    return {
        "events.md": page("Events", SIGNS, map(events_of, all_rooms)),
        "commands.md": page("Commands", SIGNS, map(commands_of, all_rooms)),
        "refusals.md": page("Refusals", ALWAYS, map(refusals_of, all_rooms)),
        "settings.md": page("Settings", SECRETS, [settings()]),
        **apis,
    }


def page(title: str, preface: str, parts: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", NOTE, preface, *parts]) + "\n"


def laid_out(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def events_of(room: Room) -> str:
    rows = [
        [
            f"`{kind.__name__}`",
            str(kind.version),
            f"`{kind.exchange or room.name}.events`" if kind.published else "",
            first_words(kind),
            listed(kind),
        ]
        for kind in own_events(room)
    ]
    return f"## {room.name}\n\n" + table(["event", "version", "said on", "what", "fields"], rows)


def commands_of(room: Room) -> str:
    return "\n\n".join(
        [
            f"## {room.name}",
            commands_given(room, by_clients=True),
            "Only given by reactions and timers:",
            commands_given(room, by_clients=False),
        ]
    )


def commands_given(room: Room, *, by_clients: bool) -> str:
    rows = [
        [f"`{kind.__name__}`", first_words(kind), listed(kind), f"`{stream}`"]
        for kind, stream in commands(room, by_clients=by_clients)
    ]
    return table(["command", "what", "fields", "stream"], rows)


ALWAYS = (
    "A code never changes; the reason may be worded better. `impossible` is the answer where a\n"
    "request makes no sense at this stage. A `…` stands for a value."
)


def refusals_of(room: Room) -> str:
    found = codes(Path("services") / room.name)
    rows = [[f"`{one.code}`", one.why or "(in the answer)", f"`{one.place}`"] for one in found]
    return f"## {room.name}\n\n" + table(["code", "reason", "where"], rows)


SECRETS = (
    "One process's settings, from the environment only. Each can also come from a file that\n"
    f"`{PREFIX}<NAME>_FILE` names, and what holds a secret should."
)


def settings() -> str:
    rows = []
    for name, field in Settings.schema.fields.items():
        what = shape(field)
        kind = ", ".join(map(str, what.get("enum") or [what.pop("type"), *spread(what)]))
        default = "required" if field.required else f"`{field.load_default}`"
        secret = "secret" if name.endswith(SECRET) else ""
        rows.append([f"`{PREFIX}{name.upper()}`", kind, default, secret])
    return table(["setting", "kind", "default", ""], rows)


def spread(limits: Json) -> list[str]:
    return [f"{name} {value}" for name, value in limits.items()]
