"""From words on a command line to a submission on the bus."""

import json
import os
import pwd
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.cli.reporting import Trouble


def operator() -> str:
    """Who sits at the keyboard, as an actor."""
    return f"operator:{pwd.getpwuid(os.getuid()).pw_name}"


def submission(
    command: str, data: dict[str, Any], id_: str | None, at: str | None, programme: str | None
) -> dict[str, Any]:
    """What goes over the bus; without an id it gets one of its own."""
    return {
        "type": command,
        "data": data,
        "id": id_ or str(uuid.uuid4()),
        "actor": operator(),
        "occurred_at": at,
        "programme": programme,
    }


def data_from(pairs: Iterable[str], file: Path | None) -> dict[str, Any]:
    """The command's data: from a JSON file, with `name=value` words on top."""
    data: Any = {}
    if file is not None:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise Trouble(f"{file} is no readable JSON", "one object with the fields") from None
    if not isinstance(data, dict):
        raise Trouble(f"{file} holds no object", "one object with the fields")
    return data | dict(pair(word) for word in pairs)


def pair(word: str) -> tuple[str, Any]:
    """A field and its value: JSON where it is JSON, else the text itself."""
    name, equals, text = word.partition("=")
    if not equals or not name:
        raise Trouble(f"{name!r} is no name=value", "write fields as minutes=60 mode=online")
    try:
        return name, json.loads(text)
    except ValueError:
        return name, text
