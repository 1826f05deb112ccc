"""The envelope on the bus: CloudEvents 1.0, structured JSON, without what must stay indoors."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from shared.asked import Actor
from shared.envelope import Envelope
from shared.fields import instant
from shared.messages import Event, Json
from shared.refusals import Invalid

# What an event on a shared exchange does not say.
HOME_ONLY = (
    "logorigin",
    "logposition",
    "prevposition",
    "leafhash",
    "streamversion",
    "policyversion",
    "actor",
    "correlationid",
    "causationid",
    "traceparent",
)
NEEDED = ("specversion", "id", "source", "type", "time", "data")
T = TypeVar("T")


def cloud_event(told: Envelope[Any], ordinal: int, previous: int | None) -> Json:
    """The published form: personal and indoor fields dropped, absent attributes left out.

    An event for a shared exchange says nothing of the log it stands in: positions there would tell
    how much else happened in between.
    """
    speaker = told.data.exchange or told.source
    said = {
        "specversion": "1.0",
        "id": str(told.id),
        "source": f"/{speaker}",
        "type": type(told.data).__name__,
        "subject": told.stream,
        "time": instant(told.occurred_at),
        "datacontenttype": "application/json",
        "dataschema": schema_urn(speaker, type(told.data)),
        "recordedtime": instant(told.recorded_at),
        "ordinal": ordinal,
        "programme": told.programme,
        "data": public(told.data),
    }
    whole = said if told.data.exchange else said | at_home(told, previous)
    return {name: value for name, value in whole.items() if value is not None}


def at_home(told: Envelope[Any], previous: int | None) -> Json:
    """What an event says only on its own service's exchange: its place in the log, its thread."""
    values = (
        f"mentoring/{told.source}",
        told.position,
        previous,
        told.leaf_hash,
        told.version,
        told.policy_version,
        str(told.actor),
        told.correlation_id,
        told.causation_id,
        told.traceparent,
    )
    return dict(zip(HOME_ONLY, values, strict=True))


def public(event: Event) -> Json:
    """The fields that may leave the service."""
    private = {*event.personal, *event.indoors}
    return {name: value for name, value in event.dump().items() if name not in private}


def schema_urn(service: str, kind: type[Event]) -> str:
    """The stable name of an event's shape, version included."""
    return f"urn:mentoring:{service}:{kind.__name__}:{kind.version}"


def heard(message: Json, known: Mapping[str, type[Event]]) -> Envelope[Any]:
    """The envelope of a message from another service, its data checked; raises Invalid."""
    missing = [name for name in NEEDED if message.get(name) is None]
    if missing:
        raise Invalid("CloudEvent", {name: ["Missing attribute."] for name in missing})
    kind = known.get(str(message["type"]))
    if kind is None:
        raise Invalid("CloudEvent", {"type": ["Not an event this service listens to."]})
    occurred = needed(message, "time", instant_said)
    return Envelope(
        id=needed(message, "id", UUID),
        source=str(message["source"]).strip("/"),
        stream=str(message.get("subject", "")),
        version=told(message, "streamversion", count) or 0,
        data=kind.load(message["data"]),
        occurred_at=occurred,
        recorded_at=told(message, "recordedtime", instant_said) or occurred,
        actor=told(message, "actor", Actor.parse) or Actor("", ""),
        correlation_id=str(message.get("correlationid") or message["id"]),
        causation_id=message.get("causationid"),
        programme=message.get("programme"),
        policy_version=told(message, "policyversion", count),
        traceparent=message.get("traceparent"),
        position=told(message, "logposition", count),
        ordinal=told(message, "ordinal", count),
        leaf_hash=message.get("leafhash"),
    )


def needed(message: Json, name: str, read: Callable[[Any], T]) -> T:
    """An attribute as `read` makes it; raises Invalid, and never repeats what was there."""
    try:
        return read(message[name])
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise Invalid("CloudEvent", {name: ["Not well-formed."]}) from None


def told(message: Json, name: str, read: Callable[[Any], T]) -> T | None:
    """The same for an attribute that may be absent."""
    return None if message.get(name) is None else needed(message, name, read)


def instant_said(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("no offset")
    return at.astimezone(UTC)


def count(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError("no count")
    return number
