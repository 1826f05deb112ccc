"""One look at one service: its processes, its log, its hands, its ears, its dead letters."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import pika
from pika.exceptions import ChannelClosedByBroker

from deploy.cli.homes import Home
from deploy.cli.probing import ready
from deploy.installation import Installation
from shared.assembling import room_of
from shared.connecting import connect
from shared.desk import PROGRESS
from shared.fields import instant
from shared.room import Room

Progress = dict[str, Any]


def progress(installation: Installation, service: str) -> Progress:
    """How far a service's log, hands and ears have come, in the shape its own `progress` has."""
    with closing(connect(installation.dsn(service, "auditor"))) as lent, lent.cursor() as cursor:
        cursor.execute(PROGRESS)
        row: Any = cursor.fetchone()
    pending, head, hands, said, heard, missing, due, clock = row
    return {
        "service": service,
        "pending": pending,
        "head": head,
        "hands": hands,
        "said": said,
        "heard": heard,
        "missing": missing,
        "listens": listens(room_of(service)),
        "next_due": due and instant(due),
        "clock": clock and instant(clock),
    }


def listens(room: Room) -> dict[str, list[str]]:
    """Handler → event types."""
    return {f"hear_{exchange}": list(reactions.types) for exchange, reactions in room.hears.items()}


def dead_queues(service: str) -> list[str]:
    """Where a service's dead letters lie."""
    return [f"{service}.{handler}.dead" for handler in listens(room_of(service))]


def depths(amqp_uri: str, queues: list[str]) -> dict[str, int]:
    """How many messages lie in each of these queues; one that was never declared holds none."""
    with closing(pika.BlockingConnection(pika.URLParameters(amqp_uri))) as line:
        return {queue: depth(line, queue) for queue in queues}


def depth(line: Any, queue: str) -> int:
    channel = line.channel()
    try:
        count: int = channel.queue_declare(queue, passive=True).method.message_count
    except ChannelClosedByBroker:
        return 0
    channel.close()
    return count


def process(home: Home, name: str, port_of: Mapping[str, int]) -> dict[str, Any]:
    """Whether a process lives, is ready, and how often it had to be started again."""
    row = home.processes.status().get(name, {}) if home.processes.is_running() else {}
    alive = row.get("state") == "running"
    return {
        "alive": alive,
        "ready": alive and name in port_of and ready(port_of[name]),
        "restarts": row.get("restarts", 0),
        "last_exit": row.get("last_exit"),
    }
