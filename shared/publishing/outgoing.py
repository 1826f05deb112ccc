"""What is to be published, whichever library carries it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One persistent message for a durable topic exchange; `timestamp` is Unix time in seconds."""

    exchange: str
    routing_key: str
    body: bytes
    message_id: str
    type: str
    app_id: str
    timestamp: int
    correlation_id: str


class NotPublished(Exception):
    """The broker did not take responsibility for all of it: send again from the checkpoint.

    Some of it may have arrived, so listeners tell duplicates by `message_id`.
    """
