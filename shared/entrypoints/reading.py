"""From the bytes of a delivery to a CloudEvent, or the reason why it is none."""

import json
from typing import Any

ACCEPTED = frozenset({"application/cloudevents+json", "application/json"})
REQUIRED = ("id", "source", "type")


class Unreadable(Exception):
    """The bytes are no CloudEvent, so no second attempt can help; `code` says why."""

    final = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_event(content_type: str | None, body: bytes | str) -> dict[str, Any]:
    """Return a structured-mode CloudEvent 1.0 as a dict; raises Unreadable."""
    if (content_type or "").partition(";")[0].strip().lower() not in ACCEPTED:
        raise Unreadable("content-type")
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("not-json") from None
    if not isinstance(event, dict) or event.get("specversion") != "1.0":
        raise Unreadable("not-a-cloudevent")
    if not all(isinstance(event.get(name), str) and event[name] for name in REQUIRED):
        raise Unreadable("not-a-cloudevent")
    return event
