"""Hearing once: that we were told, its effect and its place in the sequence, all or nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from psycopg2.extensions import cursor as Cursor  # noqa: N812 -- it is a class

from shared import metrics
from shared.answering import Request
from shared.asked import Actor
from shared.commanding import TRIES, Commands
from shared.envelope import Envelope
from shared.messages import Command, Json
from shared.reacting import Reactions
from shared.recording import Thread
from shared.refusals import Refused
from shared.rulebook import AdoptPolicy, rulebook_of
from shared.store import Conflict
from shared.wire import heard

REMEMBER = """
INSERT INTO es.inbox (handler, source, event_id, type, ordinal, position)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""

# Lifts the mark to this ordinal and tells where it stood, one writer at a time.
MARK = """
WITH was AS (
  SELECT ordinal FROM es.hearing
   WHERE handler = %(handler)s AND source = %(source)s AND type = %(type)s
     FOR UPDATE
), lifted AS (
  INSERT INTO es.hearing AS mark (handler, source, type, ordinal)
  VALUES (%(handler)s, %(source)s, %(type)s, %(ordinal)s)
  ON CONFLICT (handler, source, type)
  DO UPDATE SET ordinal = greatest(mark.ordinal, excluded.ordinal)
)
SELECT coalesce((SELECT ordinal FROM was), 0)
"""

MISSED = """
INSERT INTO es.missing (handler, source, type, ordinal)
SELECT %(handler)s, %(source)s, %(type)s, generate_series(%(first)s, %(last)s)
ON CONFLICT DO NOTHING
"""

FOUND = """
DELETE FROM es.missing
 WHERE handler = %(handler)s AND source = %(source)s AND type = %(type)s AND ordinal = %(ordinal)s
"""


class NotYet(Exception):
    """What this event needs has not been heard here yet: try again later."""

    code = "not-yet"


@dataclass(frozen=True)
class Inbox:
    """The ear of one room."""

    commands: Commands

    def hear(self, handler: str, message: Json, reactions: Reactions) -> bool:
        """Let a message have its effect; False if it had it before.

        Raises NotYet, Invalid, Conflict at last, or a database error.
        """
        told = heard(message, reactions.events)
        for left in reversed(range(TRIES)):
            try:
                with self.commands.transaction() as (cursor, inside):
                    return once(cursor, inside, handler, told, reactions)
            except Conflict:
                metrics.CONFLICTS.labels(self.commands.room.name).inc()
                if not left:
                    raise
        raise AssertionError


def once(
    cursor: Cursor, commands: Commands, handler: str, told: Envelope[Any], reactions: Reactions
) -> bool:
    kind = type(told.data).__name__
    place: Json = {"handler": handler, "source": told.source, "type": kind}
    cursor.execute(
        REMEMBER, (handler, told.source, str(told.id), kind, told.ordinal, told.position)
    )
    if cursor.rowcount == 0:
        # Two that heard the first events of a type at once may each have missed the other's.
        cursor.execute(FOUND, {**place, "ordinal": told.ordinal})
        return False
    follow(commands, told, reactions.to(told), handler)
    if told.ordinal is not None:
        keep_count(cursor, {**place, "ordinal": told.ordinal})
    return True


def keep_count(cursor: Cursor, place: Json) -> None:
    """Move the mark; what lies between the old one and this event is missing until it is heard."""
    cursor.execute(MARK, place)
    (was,) = cursor.fetchone() or (0,)
    ordinal = place["ordinal"]
    if ordinal > was + 1:
        cursor.execute(MISSED, {**place, "first": was + 1, "last": ordinal - 1})
    elif ordinal <= was:
        cursor.execute(FOUND, place)


def follow(commands: Commands, told: Envelope[Any], asks: list[Command], handler: str) -> None:
    """Ask what follows from an event; raises NotYet or Conflict.

    The ids are derived from the event, so that doing so twice is doing so once.
    """
    for place, command in enumerate(asks):
        if needs_rules(commands, told, command):
            raise NotYet(f"no policy of {told.programme} is known here yet")
        try:
            commands.attempt(consequence(commands.room.name, told, command, f"{handler}:{place}"))
        except Refused:
            continue  # recorded as a refusal; an event is a fact and is not handed back


def needs_rules(commands: Commands, told: Envelope[Any], command: Command) -> bool:
    """Whether the programme's policy is on its way; what we said ourselves we said without it."""
    own = told.source == commands.room.name
    if told.programme is None or own or isinstance(command, AdoptPolicy):
        return False
    kept = commands.books.kept.get(told.programme)
    return kept is None and not any(True for _ in commands.store.read(rulebook_of(told.programme)))


def consequence(service: str, told: Envelope[Any], command: Command, place: str) -> Request:
    """A command that an event led to: the thread goes on, the service itself is the actor."""
    return Request(
        command=command,
        id=consequence_id(told.id, place),
        at=told.occurred_at,
        by=Actor("service", service),
        thread=Thread(
            correlation_id=told.correlation_id,
            causation_id=str(told.id),
            traceparent=told.traceparent,
            programme=told.programme,
            policy_version=told.policy_version,
        ),
    )


def consequence_id(cause: UUID, place: str) -> UUID:
    """The same cause and place always give the same command id."""
    return uuid5(cause, place)
