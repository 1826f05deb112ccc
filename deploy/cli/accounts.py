"""Who may do what on the broker: an account a service, and no exchange that is not meant for it."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from deploy.local.private import keep_private
from deploy.local.rabbitmq import Rabbitmq
from deploy.local.rabbitmq_accounts import User
from shared.room import Room

RPC, DEAD_LETTERS = "nameko-rpc", "dlx"
QUESTION_OR_ANSWER = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
Secret = Callable[[str], str]


def spoken_exchanges(room: Room) -> set[str]:
    """The exchanges a service publishes on."""
    names = {one.exchange or room.name for one in room.records.values() if one.published}
    return {f"{name}.events" for name in names}


def heard_exchanges(room: Room) -> set[str]:
    """The exchanges a service listens to."""
    return {f"{name}.events" for name in room.hears}


def account(room: Room, password: str) -> User:
    """A service's account: queues are its own by name, exchanges are open to it as its room says.

    Declaring what one listens to needs the right to configure it. Dead letters and the rungs of the
    retry ladder travel over the default exchange, which permissions call amq.default.
    """
    own = [rf"{room.name}\..+", rf"rpc-{room.name}", r"answers-.+", rf"rpc\.reply-{room.name}-.+"]
    spoken, heard = spoken_exchanges(room), heard_exchanges(room)
    both = (RPC, DEAD_LETTERS)
    return User(
        room.name,
        password,
        configure=any_of(own, {*spoken, *heard, *both}),
        write=any_of([*own, r"amq\.default"], {*spoken, *both}),
        read=any_of(unless_events(own), {*heard, *both}),
    )


def listener(name: str, password: str, exchanges: Iterable[str]) -> User:
    """Somebody else's account: queues of its own name, and the exchanges it may bind them to."""
    own = [rf"{name}\..+"]
    return User(
        name,
        password,
        configure=any_of(own, ()),
        write=any_of([*own, r"amq\.default"], {DEAD_LETTERS}),
        read=any_of(unless_events(own), {*exchanges, DEAD_LETTERS}),
    )


def unless_events(own: Iterable[str]) -> list[str]:
    """A service need not hear itself; its exchange is named like its queues."""
    return [rf"(?!.+\.events$){one}" for one in own]


def any_of(patterns: Iterable[str], names: Iterable[str]) -> str:
    """One expression for all of them, matched as a whole."""
    escaped = sorted(name.replace(".", r"\.") for name in names)
    return f"^({'|'.join([*patterns, *escaped])})$"


def topics(room: Room) -> list[dict[str, str]]:
    """Two exchanges carry everybody's messages: of those a service may take what is put to itself.

    Answers to its own questions come under an id that nobody else knows.
    """
    own = rf"{room.name}\..+"
    may = {RPC: rf"^({own}|{QUESTION_OR_ANSWER})$", DEAD_LETTERS: f"^{own}$"}
    return [
        {"user": room.name, "vhost": "/", "exchange": exchange, "write": ".*", "read": keys}
        for exchange, keys in may.items()
    ]


def open_accounts(node: Rabbitmq, rooms: Iterable[Room], secret: Secret) -> Mapping[str, User]:
    """Make or refresh the accounts of all services."""
    listed = list(rooms)
    users = {room.name: account(room, secret(f"{room.name}_broker")) for room in listed}
    node.add_users(list(users.values()))
    every = [permission for room in listed for permission in topics(room)]
    define(node, {"topic_permissions": every})
    return users


def define(node: Rabbitmq, definitions: dict[str, Any]) -> None:
    file = node.home / "more_definitions.json"
    keep_private(file, json.dumps(definitions))
    node.ctl("import_definitions", str(file))
    file.unlink()
