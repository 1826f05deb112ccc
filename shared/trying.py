"""Trying rules on: what would stand otherwise if a document were in force. Nothing is recorded."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from shared.asked import Actor, Asked, Rules
from shared.deciding import Decider
from shared.desk import Desk
from shared.fields import moment
from shared.in_flight import without_waiting
from shared.messages import Json
from shared.remembering import Memory
from shared.rulebook import Book, rulebook_of
from shared.store import Loaded, Stored
from shared.store.each import LoadedEach
from shared.verdicts import Subject, Verdicts

PAGE = 200
NEXT = """
SELECT id FROM ({}) AS everything
 WHERE %(after)s = '' OR id > nullif(%(after)s, '')::uuid
 ORDER BY id
 LIMIT %(limit)s
"""
TRIAL = Actor("service", "trial")

# Judges subjects (one a decider, all of one id) in the circumstances given.
Judge = Callable[..., Verdicts]


class Trial:
    """One document on trial in one service, at one moment (UTC, RFC 3339; None: now)."""

    def __init__(self, desk: Desk, document: Json, at: str | None) -> None:
        self.desk, self.commands = desk, desk.commands
        self.programme = str((document.get("programme") or {}).get("id", ""))
        version = (document.get("policy") or {}).get("version", 0)
        self.rules = Rules(self.programme, version, document)
        self.at: datetime = moment(at) if at else self.commands.clock.now()

    def page(
        self, ids_of: str, after: str, deciders: Sequence[Decider[Any]], judge: Judge, **known: Any
    ) -> Json:
        """What changes for the next ones behind `after`, and behind whom to go on, None at the end.

        `ids_of` is a query for ids, as `id`; it may use `programme` and what else is `known`.
        """
        known |= {"after": after, "programme": self.programme, "limit": PAGE}
        ids = [str(row["id"]) for row in self.desk.rows(NEXT.format(ids_of), **known)]
        changes = [change for id_ in self.loaded(ids, deciders) for change in self.of(id_, judge)]
        return {"changes": changes, "next": ids[-1] if len(ids) == PAGE else None}

    def loaded(
        self, ids: Sequence[str], deciders: Sequence[Decider[Any]]
    ) -> Iterable[tuple[Memory, list[Subject]]]:
        """Those that began in the programme, with all their subjects."""
        streams = {f"{one.category}-{id_}": -1 for id_ in ids for one in deciders}
        guide = rulebook_of(self.programme)
        found: LoadedEach = self.commands.store.load_each(streams, (), (guide,))
        self.version = found.guides.get(guide, -1)
        for id_ in ids:
            rows = [found.events.get(f"{one.category}-{id_}", []) for one in deciders]
            stands = [
                self.stands(decider, id_, mine)
                for decider, mine in zip(deciders, rows, strict=True)
            ]
            first = next((one for one in stands if one.version >= 0), None)
            if first and first.programme == self.programme:
                told = [self.commands.recorder.events(mine) for mine in rows]
                yield (
                    first,
                    [
                        Subject(id_, one.state, events)
                        for one, events in zip(stands, told, strict=True)
                    ],
                )

    def stands(self, decider: Decider[Any], id_: str, rows: list[Stored]) -> Memory:
        loaded = Loaded(rows, None, -1)
        return self.commands.standing(decider, f"{decider.category}-{id_}", None, loaded)

    def of(self, found: tuple[Memory, list[Subject]], judge: Judge) -> Iterable[Json]:
        """The verdicts that differ, and whether at once or only for what begins under it."""
        memory, subjects = found
        before, at_once, anew = (judge(*subjects, asked) for asked in self.circumstances(memory))
        for key in sorted({*before, *at_once, *anew}):
            was = before.get(key)
            for verdicts, applies in ((at_once, "at_once"), (anew, "to_what_begins")):
                if verdicts.get(key) != was:
                    yield {**named(key), "now": was, "then": verdicts.get(key), "applies": applies}
                    break

    def circumstances(self, memory: Memory) -> tuple[Asked, Asked, Asked]:
        """As it is decided now; as it would be from then on; as if it began only then."""
        book = self.book()
        now = book.at(self.at)
        begun = book.version(memory.policy_version) or now
        kept = begun and now and book.in_flight(begun, now)
        then = without_waiting(begun, self.rules) if begun else self.rules
        return (
            Asked(self.at, TRIAL, kept, now),
            Asked(self.at, TRIAL, then, self.rules),
            Asked(self.at, TRIAL, self.rules, self.rules),
        )

    def book(self) -> Book:
        return self.commands.books.book(self.programme, self.version, self.commands.store)


def named(key: tuple[str, str, str]) -> Json:
    return dict(zip(("kind", "id", "rule"), key, strict=True))
