"""One envelope for disk, wire and export: CloudEvents 1.0, structured JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.asked import Actor
from shared.messages import Event

E_co = TypeVar("E_co", bound=Event, covariant=True)
E = TypeVar("E", bound=Event)

CONTENT_TYPE = "application/cloudevents+json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope(Generic[E_co]):
    """An event and everything known about it. Times are aware and in UTC.

    `position` is its place in the producer's log, None before it was sequenced; `ordinal` counts
    the published events of its type, so that a listener can tell that one is missing.
    """

    id: UUID
    source: str
    stream: str
    version: int
    data: E_co
    occurred_at: datetime
    recorded_at: datetime
    actor: Actor
    correlation_id: str
    causation_id: str | None = None
    programme: str | None = None
    policy_version: int | None = None
    rules: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    traceparent: str | None = None
    position: int | None = None
    ordinal: int | None = None
    leaf_hash: str | None = None
    rehearsal: bool = False

    @staticmethod
    def about(data: E, **known: Any) -> "Envelope[E]":
        """An envelope for tests: the event, what matters, and plain defaults for the rest."""
        plain: Mapping[str, Any] = {
            "id": UUID(int=7),
            "source": "somewhere",
            "stream": "thing-1",
            "version": 0,
            "occurred_at": datetime.fromisoformat("2026-01-05T10:00:00Z"),
            "recorded_at": datetime.fromisoformat("2026-01-05T10:00:00Z"),
            "actor": Actor("person", "1"),
            "correlation_id": "c-1",
        }
        return Envelope(data=data, **{**plain, **known})
