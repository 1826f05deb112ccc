"""A key per person, wrapped by a master key, in a database with its own role and backups."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import uuid6
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.connecting import Pool

NONCE = 12
FIND = """
SELECT key_id::text, wrapped_key FROM keyring.subject_key
 WHERE subject = %s AND destroyed_at IS NULL
"""
BY_ID = "SELECT key_id::text, wrapped_key, subject FROM keyring.subject_key WHERE key_id = %s"
EACH_BY_ID = """
SELECT key_id::text, wrapped_key, subject FROM keyring.subject_key
 WHERE key_id = ANY (%s::uuid[])
"""
FIND_EACH = """
SELECT subject, key_id::text, wrapped_key FROM keyring.subject_key
 WHERE subject = ANY (%s) AND destroyed_at IS NULL
"""
# Whoever comes second takes the key of whoever came first.
MAKE = """
INSERT INTO keyring.subject_key (subject, key_id, wrapped_key) VALUES (%s, %s, %s)
ON CONFLICT (subject) WHERE destroyed_at IS NULL DO NOTHING
"""


class Key(NamedTuple):
    """A subject key, unwrapped."""

    id: str
    secret: bytes


MAKE_EACH = """
INSERT INTO keyring.subject_key (subject, key_id, wrapped_key)
SELECT * FROM unnest(%s::text[], %s::uuid[], %s::bytea[])
ON CONFLICT (subject) WHERE destroyed_at IS NULL DO NOTHING
"""


@dataclass
class Keyring:
    """Finds, makes and unwraps subject keys; those in use are kept in memory, unwrapped."""

    pool: Pool
    master: bytes = field(repr=False)
    by_subject: dict[str, Key] = field(default_factory=dict, repr=False)
    known: dict[str, Key | None] = field(default_factory=dict, repr=False)

    def for_subject(self, subject: str) -> Key:
        """The person's living key, made if there is none."""
        if subject not in self.by_subject:
            self.by_subject[subject] = self.find(subject) or self.make(subject)
        return self.by_subject[subject]

    def by_id(self, key_id: str) -> Key | None:
        """That key, None once it was destroyed."""
        if key_id not in self.known:
            rows = self.run(BY_ID, key_id)
            self.known[key_id] = self.unwrapped(rows[0][2], *rows[0][:2]) if rows else None
        return self.known[key_id]

    def look_up(self, key_ids: Iterable[str]) -> None:
        """Have all these keys at hand, as `by_id` gives them, in one round trip."""
        if missing := sorted(set(key_ids) - self.known.keys()):
            rows = self.run(EACH_BY_ID, missing)
            found = {row[0]: self.unwrapped(row[2], *row[:2]) for row in rows}
            self.known.update({one: found.get(one) for one in missing})

    def find(self, subject: str) -> Key | None:
        rows = self.run(FIND, subject)
        return self.unwrapped(subject, *rows[0]) if rows else None

    def prepare(self, subjects: Iterable[str]) -> None:
        """Have the living keys of all these people at hand, in two round trips and not many."""
        missing = sorted(set(subjects) - self.by_subject.keys())
        self.find_each(missing)
        if unmade := [one for one in missing if one not in self.by_subject]:
            ids, wrapped = zip(*(self.new(one) for one in unmade), strict=True)
            self.run(MAKE_EACH, unmade, list(ids), list(wrapped))
            self.find_each(unmade)

    def find_each(self, subjects: list[str]) -> None:
        for subject, *row in self.run(FIND_EACH, subjects) if subjects else ():
            if key := self.unwrapped(subject, *row):
                self.by_subject[subject] = key

    def new(self, subject: str) -> tuple[str, bytes]:
        """The id of a new key, and the key as it is kept."""
        secret, key_id = os.urandom(32), str(uuid6.uuid7())
        nonce = os.urandom(NONCE)
        return key_id, nonce + AESGCM(self.master).encrypt(nonce, secret, bound(subject, key_id))

    def make(self, subject: str) -> Key:
        self.run(MAKE, subject, *self.new(subject))
        found = self.find(subject)
        if found is None:
            raise LookupError("a key that was just made is not there")
        return found

    def unwrapped(self, subject: str, key_id: str, wrapped: Any) -> Key | None:
        if wrapped is None:
            return None
        raw = bytes(wrapped)
        secret = AESGCM(self.master).decrypt(raw[:NONCE], raw[NONCE:], bound(subject, key_id))
        return Key(key_id, secret)

    def run(self, statement: str, *values: object) -> list[Any]:
        with self.pool.connection() as lent, lent.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


def bound(subject: str, key_id: str) -> bytes:
    """Ties a wrapped key to its person, so that it cannot be moved to another's row."""
    return f"subject-key/v1|{subject}|{key_id}".encode()
