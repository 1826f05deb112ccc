"""One AsyncAPI 3.1 document a service: what it says, and what it hears as it understands it."""

import tomllib
from pathlib import Path
from typing import Any

from shared.envelope import CONTENT_TYPE
from shared.messages import Event, Json
from shared.room import Room
from shared.wire import HOME_ONLY, schema_urn

from .rooms import first_words, said
from .shapes import schema

NEEDED = ["specversion", "id", "source", "type", "time", "dataschema", "data"]
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
WHEN: Json = {"type": "string", "format": "date-time"}
ATTRIBUTES: Json = {
    "id": {"type": "string", "format": "uuid"},
    "subject": TEXT,
    "time": WHEN,
    "datacontenttype": {"const": "application/json"},
    "recordedtime": WHEN,
    "streamversion": WHOLE,
    "logorigin": TEXT,
    "ordinal": WHOLE,
    "logposition": WHOLE,
    "prevposition": WHOLE,
    "leafhash": TEXT,
    "correlationid": TEXT,
    "causationid": TEXT,
    "actor": TEXT,
    "traceparent": TEXT,
    "programme": TEXT,
    "policyversion": WHOLE,
}


def document(room: Room, version: str) -> Json:
    """The whole document; the same declarations always give the same one."""
    says = {kind.__name__: (kind.exchange or room.name, kind) for kind in said(room)}
    hears = {
        name: (exchange, kind)
        for exchange, reactions in sorted(room.hears.items())
        for name, kind in sorted(reactions.events.items())
    }
    spoken = {name: message(room.name, kind) for name, (_, kind) in says.items()}
    heard = {name: understood(kind) for name, (_, kind) in hears.items()}
    return {
        "asyncapi": "3.1.0",
        "info": {"title": room.name, "version": version},
        "defaultContentType": CONTENT_TYPE,
        "channels": {name: channel(name, place) for name, (place, _) in {**says, **hears}.items()},
        "operations": {
            **{f"say{name}": operation("send", name) for name in says},
            **{f"hear{name}": operation("receive", name) for name in hears},
        },
        "components": {"messages": {**spoken, **heard}},
    }


def channel(name: str, exchange: str) -> Json:
    place = {"name": f"{exchange}.events", "type": "topic", "durable": True}
    binding = {"is": "routingKey", "exchange": place, "bindingVersion": "0.3.0"}
    return {
        "address": name,
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {"amqp": binding},
    }


def operation(action: str, name: str) -> Json:
    place = f"#/channels/{name}"
    return {
        "action": action,
        "channel": {"$ref": place},
        "messages": [{"$ref": f"{place}/messages/{name}"}],
    }


def message(service: str, kind: type[Event]) -> Json:
    """A published event in its envelope. A shared exchange hides where in the log it stands."""
    speaker = kind.exchange or service
    hidden = HOME_ONLY if kind.exchange else ()
    own = {
        "specversion": {"const": "1.0"},
        "source": {"const": f"/{speaker}"},
        "type": {"const": kind.__name__},
        "dataschema": {"const": schema_urn(speaker, kind)},
        **{name: one for name, one in ATTRIBUTES.items() if name not in hidden},
    }
    return told(kind, {**own, "data": schema(kind)}, NEEDED)


def understood(kind: type[Event]) -> Json:
    """An event of another service, with no more than the fields that are read here."""
    return told(kind, {"type": {"const": kind.__name__}, "data": schema(kind)}, ["type", "data"])


def told(kind: type[Event], properties: Json, required: list[str]) -> Json:
    payload: dict[str, Any] = {"type": "object", "properties": properties, "required": required}
    return {
        "name": kind.__name__,
        "summary": first_words(kind),
        "contentType": CONTENT_TYPE,
        "payload": payload,
    }


def product_version() -> str:
    """As pyproject.toml has it."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
