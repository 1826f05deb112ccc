"""Personal fields on disk are ciphertext under a person's own key: without it they are gone."""

import base64
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeGuard

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.fields import ERASED, Erased
from shared.keyring import Keyring
from shared.messages import Event, Json

__all__ = ["Erased", "SealingVault", "master_key"]

MARK = "$enc"
NONCE = 12


class SealingVault:
    """Seals fields marked Personal with the key of the subject they name (AES-256-GCM).

    The additional data bind a ciphertext to its stream, event, field and person, so that it
    cannot be moved.
    """

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring

    def prepare(self, events: Iterable[Event]) -> None:
        """Have the keys at hand that sealing these events will need."""
        self.keyring.prepare(
            str(getattr(one, owner))
            for one in events
            for name, owner in one.personal.items()
            if getattr(one, name) not in (None, ERASED)
        )

    def seal(self, event: Event, data: Json, context: str) -> Json:
        """The same data with every personal field that has a value replaced by its ciphertext."""
        sealed = {
            name: self.sealed(data[name], str(data[owner]), f"{context}|{name}")
            for name, owner in event.personal.items()
            if data[name] not in (None, ERASED)
        }
        return {**data, **sealed}

    def open(self, kind: type[Event], data: Json, context: str) -> Json:
        """The plain data again; where the key is no more, what reads as `Erased`."""
        opened = {
            name: self.opened(data[name], str(data[owner]), f"{context}|{name}")
            for name, owner in kind.personal.items()
            if is_sealed(data.get(name))
        }
        return {**data, **opened}

    def look_up(self, found: Iterable[tuple[type[Event], Json]]) -> None:
        """Have the keys at hand that opening these data will need."""
        self.keyring.look_up(
            value["k"]
            for kind, data in found
            for value in map(data.get, kind.personal)
            if is_sealed(value)
        )

    def sealed(self, value: Any, subject: str, context: str) -> Json:
        key = self.keyring.for_subject(subject)
        nonce = os.urandom(NONCE)
        bound = f"v1|{context}|{subject}|{key.id}".encode()
        text = AESGCM(key.secret).encrypt(nonce, orjson.dumps(value), bound)
        return {MARK: 1, "k": str(key.id), "n": b64(nonce), "c": b64(text)}

    def opened(self, value: Mapping[str, Any], subject: str, context: str) -> Any:
        key = self.keyring.by_id(value["k"])
        if key is None:
            return ERASED
        bound = f"v1|{context}|{subject}|{value['k']}".encode()
        plain = AESGCM(key.secret).decrypt(unb64(value["n"]), unb64(value["c"]), bound)
        return orjson.loads(plain)


def is_sealed(value: Any) -> TypeGuard[Json]:
    return isinstance(value, dict) and MARK in value


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def unb64(text: str) -> bytes:
    return base64.b64decode(text)


def master_key(path: Path) -> bytes:
    """The key that wraps all others: 32 bytes in hex, in a file that only its owner can read."""
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others; chmod 600 it")
    return bytes.fromhex(path.read_text().strip())
