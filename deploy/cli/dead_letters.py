"""Messages that no attempt could handle: listed without their bodies, offered again, discarded."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pika
from pika.exceptions import ChannelClosedByBroker

from shared.fields import instant

SUFFIX = ".dead"
Wanted = Callable[["Letter"], bool]


@dataclass(frozen=True)
class Letter:
    """A dead letter as a person may see it: whence, of what kind, why dead. Never what it says."""

    queue: str
    tag: int
    properties: Any
    body: bytes

    @property
    def id(self) -> str:
        """The event's id; a digest of the bytes where it has none."""
        return self.properties.message_id or hashlib.sha256(self.body).hexdigest()[:32]

    @property
    def headers(self) -> dict[str, Any]:
        return self.properties.headers or {}

    def described(self) -> dict[str, Any]:
        """What `list` and `show` tell."""
        at = self.properties.timestamp
        return {
            "id": self.id,
            "queue": self.queue,
            "type": self.properties.type,
            "source": self.properties.app_id,
            "said_at": at and instant(datetime.fromtimestamp(at, UTC)),
            "error": self.headers.get("x-error-type") or self.headers.get("x-first-death-reason"),
            "code": self.headers.get("x-error-code"),
            "attempts": self.headers.get("x-attempt"),
            "bytes": len(self.body),
            "sha256": hashlib.sha256(self.body).hexdigest(),
        }


@contextmanager
def opened(amqp_uri: str, queue: str) -> Iterator[tuple[Any, list[Letter]]]:
    """All letters of a queue, in our hands; what is not settled goes back when the block ends."""
    line = pika.BlockingConnection(pika.URLParameters(amqp_uri))
    try:
        channel = line.channel()
        channel.confirm_delivery()
        yield channel, taken(channel, queue)
    finally:
        line.close()


def taken(channel: Any, queue: str) -> list[Letter]:
    letters: list[Letter] = []
    try:
        while True:
            method, properties, body = channel.basic_get(queue)
            if method is None:
                return letters
            letters.append(Letter(queue, method.delivery_tag, properties, body))
    except ChannelClosedByBroker:
        return []  # nobody ever listened here


def listed(amqp_uri: str, queues: list[str]) -> list[dict[str, Any]]:
    """Every dead letter of these queues, described."""
    found = []
    for queue in queues:
        with opened(amqp_uri, queue) as (_, letters):
            found += [letter.described() for letter in letters]
    return found


def retried(amqp_uri: str, queues: list[str], wanted: Wanted) -> list[dict[str, Any]]:
    """Offer letters to their own listener afresh; each leaves when its copy is safe."""

    def retry(channel: Any, letter: Letter) -> None:
        letter.properties.headers = {
            name: value for name, value in letter.headers.items() if not name.startswith("x-")
        }
        home = letter.queue.removesuffix(SUFFIX)
        channel.basic_publish("", home, letter.body, letter.properties, mandatory=True)

    return settled(amqp_uri, queues, wanted, retry)


def discarded(
    amqp_uri: str, queues: list[str], wanted: Wanted, ledger: Path, note: dict[str, Any]
) -> list[dict[str, Any]]:
    """Take letters away for good; what, who, when and why is in the ledger first."""

    def discard(_: Any, letter: Letter) -> None:
        with ledger.open("a", encoding="utf-8") as out:
            out.write(json.dumps({**letter.described(), **note}) + "\n")

    return settled(amqp_uri, queues, wanted, discard)


def settled(
    amqp_uri: str, queues: list[str], wanted: Wanted, act: Callable[[Any, Letter], None]
) -> list[dict[str, Any]]:
    found = []
    for queue in queues:
        with opened(amqp_uri, queue) as (channel, letters):
            for letter in filter(wanted, letters):
                found.append(letter.described())
                act(channel, letter)
                channel.basic_ack(letter.tag)
    return found
