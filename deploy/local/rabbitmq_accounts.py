"""Accounts and permissions of a RabbitMQ node, as its definitions have them."""

import base64
import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """An account and the regular expressions of what it may configure, write and read."""

    name: str
    password: str
    configure: str
    write: str
    read: str

    def __repr__(self) -> str:
        """Answer without the password."""
        return f"User({self.name!r})"


def may_all(user: str, vhost: str) -> dict[str, str]:
    return {"user": user, "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*"}


def permission(user: User, vhost: str) -> dict[str, str]:
    return {
        "user": user.name,
        "vhost": vhost,
        "configure": user.configure,
        "write": user.write,
        "read": user.read,
    }


def account(user: User) -> dict[str, object]:
    salt = secrets.token_bytes(4)
    digest = hashlib.sha256(salt + user.password.encode()).digest()
    return {
        "name": user.name,
        "password_hash": base64.b64encode(salt + digest).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "",
        "limits": {},
    }
